package org.gatewatch.snmp.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.api.report.Reporter;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.snmp.internal.agentx.Introduction;
import org.gatewatch.snmp.internal.agentx.Subagent;
import org.gatewatch.snmp.internal.ike.SecurityAssociations;
import org.gatewatch.snmp.internal.ike.SecurityAssociations.States;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.smi.VariableBinding;

/**
 * Hears reports and answers SNMP requests from them. It registers its {@link ReportListener} itself: a service of the
 * component would carry the configuration, community and passphrases among it, as service properties.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.gatewatch.snmp")
@Designate(ocd = SnmpAgentConfig.class)
public final class SnmpAgent {
    private static final Logger LOG = LoggerFactory.getLogger(SnmpAgent.class);

    private final ProbeStore probes = new ProbeStore();
    private final SnmpServer server;
    private final Optional<Subagent> subagent;
    private final Notifications notifications;
    private final Optional<SecurityAssociations> associations;
    private final List<ServiceRegistration<?>> registrations;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Monitoring monitoring;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Configuration configuration;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Resources resources;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Reporter> reporters = List.of();

    /** Made by the framework whenever the configuration changes. */
    @Activate
    public SnmpAgent(BundleContext context, SnmpAgentConfig config) {
        this(context, SnmpSettings.of(config), Clock.system());
    }

    SnmpAgent(BundleContext context, SnmpSettings settings, Clock clock) {
        associations = settings.vici().map(SecurityAssociations::new);
        String version = context.getBundle().getVersion().toString();
        var mib = settings.mib();
        if (mib.base().startsWith(GatewatchMib.PLAYPEN)) {
            LOG.info(
                    "mib-in-playpen: GATEWATCH-MIB is at {}, in net-snmp's playpen, which anybody may use: a site that relies on it"
                            + " sets mib.base to a number of its own. DISMAN-PING-MIB is not concerned",
                    mib.base());
        }
        var services = new EngineServices(
                        () -> Optional.ofNullable(monitoring),
                        () -> Optional.ofNullable(configuration),
                        connection ->
                                associations.map(known -> known.of(connection)).orElse(States.UNKNOWN),
                        new PacketRate(clock))
                .with(() -> reporters.stream().map(Reporter::status).toList());
        var policy = settings.notifications().policy();
        var tables = new CurrentView(
                probes,
                snapshot -> Stream.concat(
                                PingMib.of(snapshot.rows(), policy).stream(),
                                mib.of(snapshot, services, notifications()).stream())
                        .toList(),
                clock);
        var rows = new PingRows(() -> Optional.ofNullable(resources), probes, tables::forget);
        var engine = new SnmpEngine(settings, settings.names(version), new Served(tables, rows), clock);
        notifications = new Notifications(settings, new NotificationLines(settings, engine::security, clock));
        subagent = settings.agentx()
                .map(socket -> new Subagent(
                        socket,
                        introduction(mib, version),
                        new Served(tables, settings.agentxWrites() ? rows : Writes.NONE),
                        notifications.toMaster()));
        subagent.ifPresent(notifications::through);
        var folder = dataFolder(context).resolve("snmp");
        server = new SnmpServer(
                settings.listen(), folder, state -> start(engine, state, UserKeys.of(settings.users(), state, folder)));
        registrations = List.of(
                context.registerService(
                        ReportListener.class,
                        new Alarms(probes, policy, outlet(rows), new Alarms.Verdicts(mib, services, clock)),
                        null),
                context.registerService(Reporter.class, server::status, null));
        server.start();
        subagent.ifPresent(Subagent::start);
        associations.ifPresent(SecurityAssociations::start);
    }

    private Alarms.Outlet outlet(PingRows rows) {
        return new Alarms.Outlet() {
            @Override
            public void send(List<VariableBinding> notification) {
                notifications.send(notification);
            }

            @Override
            public void completed(ProbeId id) {
                rows.complete(id);
            }
        };
    }

    private MessageDispatcher start(SnmpEngine engine, EngineState state, List<UserKeys> keys) {
        var dispatcher = engine.start(state, keys);
        notifications.start();
        return dispatcher;
    }

    private NotificationCounts notifications() {
        return notifications;
    }

    private static Introduction introduction(GatewatchMib mib, String version) {
        return new Introduction(
                "Gatewatch " + version,
                mib.base(),
                List.of(PingMib.ROOT, mib.base()),
                SystemGroups.Capability.of(mib).stream()
                        .map(known -> new Introduction.Capability(known.id(), known.description()))
                        .toList());
    }

    private static Path dataFolder(BundleContext context) {
        String folder = context.getProperty("gatewatch.data");
        return folder == null ? context.getDataFile("").toPath() : Path.of(folder);
    }

    Optional<Subagent> subagent() {
        return subagent;
    }

    SnmpServer server() {
        return server;
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        subagent.ifPresent(Subagent::close);
        server.close();
        notifications.close();
        associations.ifPresent(SecurityAssociations::close);
    }
}
