package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.api.report.RttHistogram;
import org.gatewatch.api.state.StateStore;
import org.gatewatch.monitor.internal.names.NameService;
import org.gatewatch.monitor.internal.names.Names;
import org.gatewatch.monitor.internal.verdict.QuorumVerdict;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Puts the engine together, starts its two threads, and joins it to the services around it. As a self-check it tells the
 * launcher, which shares only the JDK's types with the bundles, whether both threads do their rounds.
 */
@Component(
        service = {Monitoring.class, DesiredStateListener.class, BooleanSupplier.class},
        property = "gatewatch.selfcheck=engine",
        immediate = true)
public final class MonitorComponent implements Monitoring, DesiredStateListener, BooleanSupplier {
    /**
     * Two events for each packet: what 50,000 packets a second bring in 0.3 s, and more than the capture's ring of 4 MiB
     * holds when this process stood still; 1 MB.
     */
    private static final int EVENTS = 1 << 15;

    /** Far beyond any round and any pause of a busy host, and well below a service manager's patience. */
    private static final Duration ROUND_GRACE = Duration.ofSeconds(10);

    private final EventRing events = new EventRing(EVENTS, this::wakeEngine);
    private final EngineTotals totals = new EngineTotals();
    private final Transports transports = new Transports();
    private final Notifier notifier = new Notifier();
    private final Sender sender;
    private final Names names;
    private final Engine engine;
    private final Loop senderLoop;
    private final Loop engineLoop;
    private final Map<ReportListener, Notifier.Subscription> subscriptions = new ConcurrentHashMap<>();
    private final BundleContext context;
    /** Synchronous: hears it before the first bundle stops, whichever that is, so those who keep reports still listen. */
    private final SynchronousBundleListener onFrameworkStop = this::bundleChanged;

    private volatile DesiredState state = DesiredState.EMPTY;
    private boolean ended; // guarded by this

    @Activate
    public MonitorComponent(BundleContext context) {
        this.context = context;
        Clock clock = Clock.system();
        sender = new Sender(clock, this::wakeSender);
        names = new Names(clock, NameService.system());
        engine = new Engine(clock, events, totals, sender, transports, notifier, names);
        senderLoop = new Loop("gatewatch-scheduler", sender);
        engineLoop = new Loop("gatewatch-monitor", engine);
        engineLoop.start();
        senderLoop.start();
        context.addBundleListener(onFrameworkStop);
    }

    @Override
    public boolean getAsBoolean() {
        return engineLoop.goes(ROUND_GRACE) && senderLoop.goes(ROUND_GRACE);
    }

    private void wakeSender() {
        senderLoop.wake();
    }

    private void wakeEngine() {
        engineLoop.wake();
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            end();
            notifier.close(); // nobody hears that probes end with the process: they are not gone
        }
    }

    /** Sends nothing any more, and tells what was measured. */
    private synchronized void end() {
        if (!ended) {
            ended = true;
            senderLoop.close();
            engineLoop.close();
            engine.end();
        }
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(onFrameworkStop);
        end();
        engine.recollections().use(Optional.empty()); // probes end now and are not gone: they are remembered
        engine.desired(DesiredState.EMPTY);
        engine.tick(); // the engine's thread has ended: this one closes the channels
        notifier.close();
        names.close();
    }

    @Override
    public void desired(DesiredState newState) {
        state = newState;
        engine.desired(newState);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(ProbeTransport transport, Map<String, Object> properties) {
        transports.add(transport, properties.get("service.ranking") instanceof Integer ranking ? ranking : 0);
        engine.transportsChanged();
    }

    void removeTransport(ProbeTransport transport) {
        transports.remove(transport);
        engine.transportsChanged();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addStore(StateStore store) {
        engine.recollections().use(Optional.of(store));
    }

    void removeStore(StateStore store) {
        engine.recollections().use(Optional.empty());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ReportListener listener, Map<String, Object> properties) {
        var subscription = notifier.subscribe(
                listener,
                "gatewatch-listener-" + properties.getOrDefault("component.name", properties.get("service.id")));
        subscriptions.put(listener, subscription);
        engine.welcome(subscription);
    }

    void removeListener(ReportListener listener) {
        Notifier.Subscription subscription = subscriptions.remove(listener);
        if (subscription != null) {
            subscription.close();
        }
    }

    @Override
    public List<ProbeStatus> probes() {
        return engine.roster().all();
    }

    @Override
    public Optional<ProbeStatus> probe(ProbeId id) {
        return engine.roster().find(id);
    }

    @Override
    public List<MonitorStatus> monitors() {
        Map<String, List<ProbeStatus>> byMonitor = probes().stream()
                .collect(Collectors.groupingBy(status -> status.id().monitor()));
        return state.monitors().stream()
                .sorted(Comparator.comparing(Monitor::name))
                .map(monitor -> status(monitor, byMonitor.getOrDefault(monitor.name(), List.of())))
                .toList();
    }

    private static MonitorStatus status(Monitor monitor, List<ProbeStatus> probes) {
        var verdict = QuorumVerdict.of(monitor.quorum(), probes);
        return new MonitorStatus(monitor, verdict.health(), verdict.cause(), verdict.since());
    }

    @Override
    public List<ConnectionStatus> connections() {
        Map<UUID, List<ProbeStatus>> byConnection = probes().stream()
                .filter(status -> status.probe().connectionId().isPresent())
                .collect(Collectors.groupingBy(
                        status -> status.probe().connectionId().orElseThrow()));
        return state.connections().stream()
                .sorted(Comparator.comparing(VpnConnection::name))
                .map(connection -> status(connection, byConnection.getOrDefault(connection.id(), List.of())))
                .toList();
    }

    private static ConnectionStatus status(VpnConnection connection, List<ProbeStatus> probes) {
        var verdict = QuorumVerdict.of(connection.quorum(), probes);
        return new ConnectionStatus(connection, verdict.health(), verdict.cause(), verdict.since());
    }

    @Override
    public EngineCounters counters() {
        return new EngineCounters(
                totals.sent(),
                totals.notSent(),
                totals.late(),
                transports.packetsMissed(),
                events.dropped(),
                notifier.dropped(),
                transports.strayReplies());
    }

    @Override
    public int eventsWaiting() {
        return events.waiting();
    }

    @Override
    public int notificationsWaiting() {
        return notifier.waiting();
    }

    @Override
    public RttHistogram roundTrips() {
        return engine.roundTrips();
    }
}
