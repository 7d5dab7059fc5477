package org.gatewatch.shell.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What {@code gatewatch status --json} prints, and what goes over the socket. The field names are an interface to
 * others' programs: documented in {@code STATUS.md} of the distribution; {@link #SCHEMA} grows when one changes its
 * meaning or goes. A field that is null is left out of the JSON.
 *
 * @param schema {@link #SCHEMA}
 * @param host this host's name
 * @param version of the running instance
 * @param processId of the running instance
 * @param startedAt when the instance started
 * @param at when this was true
 * @param missing services that do not run, so that their part is empty: {@code monitoring}, {@code configuration}
 * @param connections VPN connections by name
 * @param monitors by name
 * @param probes by monitor and name
 * @param problems of the configuration files
 * @param counters of the engine; absent while monitoring is missing
 * @param history how the store of past periods does; absent where there is none
 * @param reporters who carries reports out of this host, by name
 */
public record StatusDocument(
        int schema,
        String host,
        String version,
        long processId,
        Instant startedAt,
        Instant at,
        List<String> missing,
        List<ConnectionEntry> connections,
        List<MonitorEntry> monitors,
        List<ProbeEntry> probes,
        List<ProblemEntry> problems,
        CountersEntry counters,
        HistoryEntry history,
        List<ReporterEntry> reporters)
        implements Versioned {
    /** The version of this document's shape. */
    public static final int SCHEMA = 1;

    /** An instance of before there were monitors or reporters says nothing of them. */
    public StatusDocument {
        monitors = monitors == null ? List.of() : monitors;
        reporters = reporters == null ? List.of() : reporters;
    }

    /** A VPN connection; {@code since} is absent when none of its probes was judged yet. */
    public record ConnectionEntry(
            String id,
            String name,
            String gatewayAddress,
            String customerGatewayAddress,
            String health,
            String cause,
            Instant since,
            Map<String, String> configured) {}

    /**
     * A monitor; {@code since} is absent when none of its probes was judged yet, {@code quorumDown} when all of them must be
     * down.
     */
    public record MonitorEntry(
            String monitor,
            String health,
            String cause,
            Instant since,
            int probes,
            Integer quorumDown,
            int quorumDegraded,
            Map<String, String> configured) {}

    /** A probe; {@code reason} says why its state is {@code ERROR}; {@code report} is its last completed period. */
    public record ProbeEntry(
            String monitor,
            String probe,
            String connectionId,
            String protocol,
            Integer destinationPort,
            String source,
            String destination,
            String destinationAddress,
            String interfaceName,
            String state,
            String reason,
            String health,
            String cause,
            Instant since,
            long periodSeconds,
            long intervalMillis,
            long paceMillis,
            Integer pathMtu,
            ReportEntry report,
            Map<String, String> configured) {
        /** How people call it. */
        public String path() {
            return monitor + "/" + probe;
        }
    }

    /** One completed period; {@code lossPercent} is absent when nothing was sent, {@code rttMicros} when nothing came. */
    public record ReportEntry(
            Instant periodStart,
            long periodSeconds,
            long sequence,
            int sent,
            int answered,
            int late,
            int lost,
            int refused,
            int unreachable,
            int notSent,

            @com.google.gson.annotations.SerializedName("void")
            int voided,

            int duplicates,
            int reordered,
            int lossRuns,
            int longestLossRun,
            List<DetailEntry> details,
            Double lossPercent,
            RttEntry rttMicros) {
        /** An instance of before there were details gives none. */
        public ReportEntry {
            details = details == null ? List.of() : details;
        }
    }

    /** Why samples ended as they did; {@code error} is there when the outcome is {@code unreachable}. */
    public record DetailEntry(String outcome, String cause, String reason, int samples, ErrorEntry error) {}

    /** An ICMP error; {@code nextHopMtu} is absent when it told none. */
    public record ErrorEntry(int type, int code, String sender, Integer nextHopMtu) {}

    /** Round-trip times in microseconds; {@code jitter} is absent with fewer than two answers. */
    public record RttEntry(
            double min, double mean, double p50, double p95, double p99, double max, double stddev, Double jitter) {}

    /** One thing that is wrong in a configuration file; line and column are 0 when it is the file as a whole. */
    public record ProblemEntry(String file, int line, int column, String key, String value, String message) {}

    /** What the engine did and dropped since its start. */
    public record CountersEntry(
            long packetsSent,
            long packetsNotSent,
            long packetsLate,
            long packetsMissed,
            long eventsDropped,
            long notificationsDropped,
            StrayEntry strayReplies) {}

    /** The store of past periods; {@code problem} says why it takes nothing, {@code oldest} how far back it goes. */
    public record HistoryEntry(
            String problem, Instant oldest, long bytes, long maxBytes, long reportsDropped, long periodsCutShort) {}

    /**
     * Who carries reports out of this host, and to whom; {@code problem} is absent when all is well, {@code waiting} reports
     * are not there yet, {@code lost} ones never will be.
     */
    public record ReporterEntry(String name, String peer, boolean connected, String problem, long waiting, long lost) {}

    /** Replies that matched no probe. */
    public record StrayEntry(long foreign, long forged, long corrupted) {}
}
