package org.gatewatch.config.internal.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.Quotas;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.api.resource.SubnetView;
import org.gatewatch.api.state.StateStore;
import org.gatewatch.config.internal.LiveFiles;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.resource.Pages.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** The one way for clients: looks at what runs, and changes managed files. */
@Component(service = Resources.class, configurationPid = ResourceConfig.PID)
@Designate(ocd = ResourceConfig.class)
public final class ResourceService implements Resources {
    private final LiveFiles files;
    private final ResourceSettings settings;
    private final MonitorChanges monitorChanges;
    private final ConnectionChanges connectionChanges;
    private final Set<String> deleting = ConcurrentHashMap.newKeySet();
    private final MonitorSummaries summaries = new MonitorSummaries(System::nanoTime);
    private final StateStore passing = new PassingStore();

    // Dynamic, so not final: clients are served while these come and go.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Monitoring monitoring;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile StateStore store;

    @Activate
    public ResourceService(@Reference LiveFiles files, ResourceConfig config) {
        this(files, ResourceSettings.of(config, hostName()), InstantSource.system());
    }

    ResourceService(LiveFiles files, ResourceSettings settings, InstantSource clock) {
        this.files = files;
        this.settings = settings;
        var tokens = new Tokens(() -> Optional.ofNullable(store).orElse(passing), clock);
        var changes = new Changes(files, settings.names(), settings.quotas(), tokens, clock);
        this.monitorChanges = new MonitorChanges(changes);
        this.connectionChanges = new ConnectionChanges(changes);
    }

    /** What runs, for whoever stands in for the framework. */
    void use(Monitoring running, StateStore kept) {
        this.monitoring = running;
        this.store = kept;
    }

    @Override
    public Quotas quotas() {
        return settings.quotas();
    }

    @Override
    public List<SubnetView> subnets() {
        return views().subnets().all();
    }

    @Override
    public MonitorView createMonitor(Settings wanted, String token) {
        return monitor(monitorChanges.create(wanted, token));
    }

    @Override
    public MonitorView monitor(String name) {
        var views = views();
        return views.monitor(MonitorChanges.required(views.running(), name));
    }

    @Override
    public Page<MonitorView> monitors(Optional<LifecycleState> state, int limit, String token) {
        var views = views();
        summaries.keepOnly(
                views.running().monitors().map(it -> it.content().name()).collect(Collectors.toSet()));
        var fitting = views.running()
                .monitors()
                .filter(it ->
                        state.isEmpty() || state.get() == views.summary(it).state())
                .sorted(Comparator.comparing(it -> it.content().name()));
        return Pages.of(fitting, it -> it.content().name(), views::summary, new PageRequest(limit, token));
    }

    @Override
    public MonitorView updateMonitor(String name, Settings wanted) {
        monitorChanges.update(name, wanted);
        return monitor(name);
    }

    @Override
    public void deleteMonitor(String name, boolean force) {
        deleting.add(name);
        try {
            monitorChanges.delete(name, force);
        } finally {
            deleting.remove(name);
        }
    }

    @Override
    public ProbeView createProbe(String monitorName, Settings wanted, String token) {
        return probe(monitorName, monitorChanges.createProbe(monitorName, wanted, token));
    }

    @Override
    public ProbeView probe(String monitorName, String probe) {
        var views = views();
        var located = MonitorChanges.required(views.running(), monitorName);
        return views.probe(located, MonitorChanges.requiredProbe(located.content(), probe));
    }

    @Override
    public ProbeView updateProbe(String monitorName, String probe, Settings wanted) {
        monitorChanges.updateProbe(monitorName, probe, wanted);
        return probe(monitorName, probe);
    }

    @Override
    public void deleteProbe(String monitorName, String probe) {
        monitorChanges.deleteProbe(monitorName, probe);
    }

    @Override
    public Map<String, String> tags(String arn) {
        return tagged(arn).tags();
    }

    @Override
    public void tag(String arn, Map<String, String> tags) {
        retag(tagged(arn), tags);
    }

    @Override
    public void untag(String arn, Collection<String> keys) {
        var gone = new LinkedHashMap<String, Object>();
        keys.forEach(key -> gone.put(key, Optional.empty()));
        retag(tagged(arn), gone);
    }

    /** What an ARN stands for: a monitor, or one of its probes. */
    private record Tagged(String monitorName, Optional<String> probe, Map<String, String> tags) {}

    /** The tags that are there meet these within the change, so that nobody else's are lost. */
    private void retag(Tagged tagged, Map<String, ?> tags) {
        var wanted = Settings.NONE.with("tags", (Object) tags);
        tagged.probe()
                .ifPresentOrElse(
                        probe -> monitorChanges.updateProbe(tagged.monitorName(), probe, wanted),
                        () -> monitorChanges.update(tagged.monitorName(), wanted));
    }

    private Tagged tagged(String arn) {
        var running = files.running();
        var ofMonitor = settings.names()
                .monitorOf(arn)
                .flatMap(running::monitor)
                .map(Located::content)
                .map(monitor -> new Tagged(monitor.name(), Optional.empty(), monitor.tags()));
        return ofMonitor
                .or(() -> settings.names().probeOf(arn).flatMap(id -> running.monitors()
                        .map(Located::content)
                        .flatMap(monitor -> tagged(monitor, id).stream())
                        .findFirst()))
                .orElseThrow(() -> arn.startsWith("arn:")
                        ? Refusals.notFound("resource", arn)
                        : Refusals.invalid("resourceArn", arn, "the ARN of a monitor or probe is needed"));
    }

    private static Optional<Tagged> tagged(Monitor monitor, String id) {
        return MonitorChanges.probe(monitor, id)
                .map(probe -> new Tagged(
                        monitor.name(),
                        Optional.of(probe.name()),
                        probe.labels().tags()));
    }

    @Override
    public ConnectionView createConnection(Settings wanted, String token) {
        return connection(UUID.fromString(connectionChanges.create(wanted, token)));
    }

    @Override
    public ConnectionView connection(UUID id) {
        var views = views();
        return views.connection(ConnectionChanges.required(views.running(), id));
    }

    @Override
    public Page<ConnectionView> connections(int limit, String token) {
        var views = views();
        var sorted = views.running()
                .connections()
                .sorted(Comparator.comparing(it -> it.content().id().toString()));
        return Pages.of(sorted, it -> it.content().id().toString(), views::connection, new PageRequest(limit, token));
    }

    @Override
    public ConnectionView updateConnection(UUID id, Settings wanted) {
        connectionChanges.update(id, wanted);
        return connection(id);
    }

    @Override
    public void deleteConnection(UUID id) {
        connectionChanges.delete(id);
    }

    @Override
    public ConnectionMonitorView createConnectionMonitor(UUID connectionId, String token) {
        String name = monitorChanges.createConnectionMonitor(connectionId, token);
        var views = views();
        return views.connectionMonitor(MonitorChanges.required(views.running(), name))
                .orElseThrow(() -> Refusals.notFound("connection monitor", name));
    }

    @Override
    public ConnectionMonitorView connectionMonitor(UUID id) {
        var views = views();
        return views.running()
                .monitor(ConnectionMonitorView.NAME_PREFIX + id)
                .flatMap(views::connectionMonitor)
                .orElseThrow(() -> Refusals.notFound("connection monitor", id));
    }

    @Override
    public List<ConnectionMonitorView> connectionMonitors() {
        var views = views();
        return views.running()
                .monitors()
                .sorted(Comparator.comparing(it -> it.content().name()))
                .flatMap(it -> views.connectionMonitor(it).stream())
                .toList();
    }

    @Override
    public void deleteConnectionMonitor(UUID id) {
        deleteMonitor(connectionMonitor(id).monitor().monitor().name(), true);
    }

    private Views views() {
        var running = files.running();
        var now = Optional.ofNullable(monitoring);
        var subnets = new Subnets(settings.names(), running);
        return new Views(
                running,
                settings.names(),
                subnets,
                new Origins(Optional.ofNullable(store)),
                now,
                new Healths(now),
                summaries,
                Set.copyOf(deleting));
    }

    /** From the kernel, not from a resolver: activation never waits for the network. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "gateway";
        }
    }
}
