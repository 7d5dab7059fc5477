package org.gatewatch.shell.internal;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;

/** The names that a shell completes: a line each, so that neither side needs more for it than it has at hand. */
final class Names {
    private Names() {}

    static void write(Services services, String whose, Writer text) throws IOException {
        if (!List.of("monitors", "probes", "connections").contains(whose)) {
            throw new ResourceException(Kind.VALIDATION, "no such names: " + whose);
        }
        if (services.monitoring().isPresent()) {
            for (String name : of(services.monitoring().get(), whose).toList()) {
                text.write(name + "\n");
            }
        }
    }

    private static Stream<String> of(Monitoring monitoring, String whose) {
        if (whose.equals("connections")) {
            return monitoring.connections().stream()
                    .map(status -> status.connection().name());
        }
        var connections = ConnectionMonitorNames.connections(monitoring);
        Stream<Monitor> monitors = monitoring.monitors().stream().map(MonitorStatus::monitor);
        return monitors.flatMap(monitor -> {
            String shown = ConnectionMonitorNames.shown(monitor, connections);
            return whose.equals("monitors")
                    ? Stream.of(shown)
                    : monitor.probes().stream().map(probe -> shown + "/" + probe.name());
        });
    }
}
