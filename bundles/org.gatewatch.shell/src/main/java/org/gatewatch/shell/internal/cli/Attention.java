package org.gatewatch.shell.internal.cli;

import java.util.Set;
import java.util.stream.Stream;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusDocument.ConnectionEntry;
import org.gatewatch.shell.internal.StatusDocument.MonitorEntry;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;

/** Whether a person should look. */
final class Attention {
    private static final Set<String> BAD = Set.of("DOWN", "DEGRADED");

    private Attention() {}

    static boolean isNeeded(StatusDocument document) {
        var healths = Stream.of(
                        document.connections().stream().map(ConnectionEntry::health),
                        document.monitors().stream().map(MonitorEntry::health),
                        document.probes().stream().map(ProbeEntry::health))
                .flatMap(each -> each);
        return healths.anyMatch(BAD::contains)
                || document.probes().stream().anyMatch(probe -> probe.state().equals("ERROR"))
                || !document.missing().isEmpty()
                || !document.problems().isEmpty()
                || document.reporters().stream().anyMatch(Attention::isSilent)
                || (document.history() != null && document.history().problem() != null);
    }

    static boolean isSilent(ReporterEntry reporter) {
        return !reporter.connected() || reporter.problem() != null;
    }
}
