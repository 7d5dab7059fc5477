package org.gatewatch.distribution.lab;

import java.util.List;
import java.util.NoSuchElementException;

/** What {@code gatewatch status --json} prints, as far as these tests look. */
record Status(List<MonitorEntry> monitors, List<ProbeEntry> probes, List<ProblemEntry> problems, Counters counters) {

    record MonitorEntry(String monitor, String health, String cause) {}

    record ProbeEntry(
            String probe,
            String source,
            String destination,
            String destinationAddress,
            String interfaceName,
            String state,
            String reason,
            String health,
            String cause,
            Integer pathMtu) {}

    record ProblemEntry(String file, int line, String message) {}

    record Counters(long packetsSent, long packetsMissed, long eventsDropped, StrayReplies strayReplies) {}

    record StrayReplies(long foreign, long forged, long corrupted) {}

    /** The probe of this name. */
    ProbeEntry probe(String name) {
        return probes.stream()
                .filter(entry -> entry.probe().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    /** The monitor of this name. */
    MonitorEntry monitor(String name) {
        return monitors.stream()
                .filter(entry -> entry.monitor().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

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
