package org.gatewatch.api.report;

import java.util.Objects;

/**
 * How one reporter does at one moment. Immutable.
 *
 * @param name what people call it, for example {@code mqtt/default}
 * @param peer whom it reports to, for example {@code tcp://broker.example.com:1883}
 * @param connected whether the peer takes reports
 * @param problem what is wrong, in one line; empty when nothing is
 * @param waiting reports that wait for the peer
 * @param lost reports since the start that will never arrive: given up because too many waited, or too old, or damaged
 */
public record ReporterStatus(String name, String peer, boolean connected, String problem, long waiting, long lost) {
    public ReporterStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(problem, "problem");
    }
}
