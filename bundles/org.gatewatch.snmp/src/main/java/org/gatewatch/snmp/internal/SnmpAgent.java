package org.gatewatch.snmp.internal;

import java.nio.file.Path;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Hears reports and answers SNMP requests from them. */
@Component(configurationPid = "org.gatewatch.snmp", service = ReportListener.class, immediate = true)
@Designate(ocd = SnmpAgentConfig.class)
public final class SnmpAgent implements ReportListener {
    private final ProbeStore probes = new ProbeStore();
    private final SnmpServer server;

    /** Made by the framework whenever the configuration changes. */
    @Activate
    public SnmpAgent(BundleContext context, SnmpAgentConfig config) {
        this(
                SnmpSettings.of(config),
                dataFolder(context),
                context.getBundle().getVersion().toString(),
                Clock.system());
    }

    SnmpAgent(SnmpSettings settings, Path dataFolder, String version, Clock clock) {
        var engine = new SnmpEngine(settings, settings.names(version), probes, clock);
        server = new SnmpServer(settings.listen(), dataFolder.resolve("snmp"), engine::start);
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
        server.close();
    }

    @Override
    public void reported(Report report) {
        probes.reported(report);
    }

    @Override
    public void changed(ProbeStatus status) {
        probes.changed(status);
    }

    @Override
    public void removed(ProbeId id) {
        probes.removed(id);
    }
}
