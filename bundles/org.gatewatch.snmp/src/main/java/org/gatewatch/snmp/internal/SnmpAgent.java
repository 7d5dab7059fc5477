package org.gatewatch.snmp.internal;

import java.nio.file.Path;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ReportListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

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
    private final ProbeStore probes = new ProbeStore();
    private final SnmpServer server;
    private final ServiceRegistration<ReportListener> registration;

    /** Made by the framework whenever the configuration changes. */
    @Activate
    public SnmpAgent(BundleContext context, SnmpAgentConfig config) {
        this(context, SnmpSettings.of(config), Clock.system());
    }

    SnmpAgent(BundleContext context, SnmpSettings settings, Clock clock) {
        String version = context.getBundle().getVersion().toString();
        var engine = new SnmpEngine(settings, settings.names(version), probes, clock);
        server = new SnmpServer(settings.listen(), dataFolder(context).resolve("snmp"), engine::start);
        registration = context.registerService(ReportListener.class, probes, null);
        server.start();
    }

    private static Path dataFolder(BundleContext context) {
        String folder = context.getProperty("gatewatch.data");
        return folder == null ? context.getDataFile("").toPath() : Path.of(folder);
    }

    SnmpServer server() {
        return server;
    }

    @Deactivate
    void stop() {
        registration.unregister();
        server.close();
    }
}
