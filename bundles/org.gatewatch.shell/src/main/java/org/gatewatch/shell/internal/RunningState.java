package org.gatewatch.shell.internal;

import java.util.List;
import java.util.Map;

/**
 * Of a {@link StatusDocument} what is compared with files: little enough to hold thousands of probes twice.
 *
 * @param schema {@link StatusDocument#SCHEMA}
 */
public record RunningState(
        int schema, List<ConnectionKeys> connections, List<MonitorKeys> monitors, List<ProbeKeys> probes)
        implements Versioned {
    /** A connection; what is configured is absent in an instance of before it was told. */
    public record ConnectionKeys(String id, Map<String, String> configured) {}

    /** A monitor. */
    public record MonitorKeys(String monitor, Map<String, String> configured) {}

    /** A probe, and the round trips of its last period if there are any. */
    public record ProbeKeys(String monitor, String probe, Map<String, String> configured, Seen report) {}

    /** A period. */
    public record Seen(Rtt rttMicros) {}

    /** Round trips in microseconds. */
    public record Rtt(double p95) {}
}
