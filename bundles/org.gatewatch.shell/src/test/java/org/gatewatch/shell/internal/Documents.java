package org.gatewatch.shell.internal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gatewatch.shell.internal.StatusDocument.ConnectionEntry;
import org.gatewatch.shell.internal.StatusDocument.CountersEntry;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ProblemEntry;
import org.gatewatch.shell.internal.StatusDocument.ReportEntry;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;
import org.gatewatch.shell.internal.StatusDocument.RttEntry;
import org.gatewatch.shell.internal.StatusDocument.StrayEntry;

/** Status documents for tests. */
public final class Documents {
    public static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final CountersEntry NOTHING_DROPPED = counters(100, 0, 0, 0, 0);

    private Documents() {}

    public static CountersEntry counters(long sent, long notSent, long missed, long events, long notifications) {
        return new CountersEntry(sent, notSent, 0, missed, events, notifications, new StrayEntry(0, 0, 0));
    }

    public static StatusDocument of(List<ConnectionEntry> connections, List<ProbeEntry> probes) {
        return of(connections, probes, List.of(), NOTHING_DROPPED);
    }

    public static StatusDocument of(
            List<ConnectionEntry> connections,
            List<ProbeEntry> probes,
            List<ProblemEntry> problems,
            CountersEntry counters) {
        return new StatusDocument(
                1,
                "gw1",
                "0.1.0",
                42,
                AT.minusSeconds(7_500),
                AT,
                List.of(),
                connections,
                List.of(),
                probes,
                problems,
                counters,
                null,
                List.of());
    }

    /** As an instance gives it. */
    public static String json(StatusDocument document) {
        var json = new StringWriter();
        try {
            new StatusJson().write(document, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    /** The same of an instance with reporters. */
    public static StatusDocument with(StatusDocument document, List<ReporterEntry> reporters) {
        return new StatusDocument(
                document.schema(),
                document.host(),
                document.version(),
                document.processId(),
                document.startedAt(),
                document.at(),
                document.missing(),
                document.connections(),
                document.monitors(),
                document.probes(),
                document.problems(),
                document.counters(),
                document.history(),
                reporters);
    }

    public static StatusDocument withoutServices() {
        return new StatusDocument(
                1,
                "gw1",
                "0.1.0",
                42,
                AT,
                AT,
                List.of("monitoring", "configuration"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of());
    }

    public static ConnectionEntry connection(String name, String health, String cause, Instant since) {
        return new ConnectionEntry("id-" + name, name, "198.51.100.2", "203.0.113.1", health, cause, since, Map.of());
    }

    public static ProbeEntry probe(String name, String health, String cause, ReportEntry report) {
        return probe(name, "ACTIVE", null, health, cause, report);
    }

    public static ProbeEntry probe(
            String name, String state, String reason, String health, String cause, ReportEntry report) {
        return new ProbeEntry(
                "branches",
                name,
                null,
                "ICMP",
                null,
                "198.51.100.2",
                "203.0.113.1",
                null,
                "wan0",
                state,
                reason,
                health,
                cause,
                AT.minusSeconds(180),
                60,
                1_000,
                1_000,
                null,
                report,
                Map.of("destination", "203.0.113.1"));
    }

    /** Of a period of ten samples. */
    public static ReportEntry report(long sequence, int answered, Double p50Micros) {
        RttEntry rtt = p50Micros == null
                ? null
                : new RttEntry(p50Micros, p50Micros, p50Micros, 2 * p50Micros, p50Micros, p50Micros, 0, null);
        return new ReportEntry(
                AT.minusSeconds(20),
                10,
                sequence,
                10,
                answered,
                0,
                10 - answered,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                (10.0 - answered) * 10,
                rtt);
    }
}
