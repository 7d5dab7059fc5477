package org.gatewatch.distribution.lab;

import java.util.List;

/** What {@code gatewatch status --json} prints, as far as these tests look. */
record Status(List<ProbeEntry> probes, List<ProblemEntry> problems) {

    record ProbeEntry(String probe, String destination, String state, String health) {}

    record ProblemEntry(String file, int line, String message) {}

    /** The health of each probe in the order of their names, for example {@code a=HEALTHY}. */
    List<String> health() {
        return probes.stream()
                .map(entry -> entry.probe() + "=" + entry.health())
                .toList();
    }

    /** The destination of each probe in the order of their names, for example {@code a=203.0.113.1}. */
    List<String> destinations() {
        return probes.stream()
                .map(entry -> entry.probe() + "=" + entry.destination())
                .toList();
    }
}
