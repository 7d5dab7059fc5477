package org.gatewatch.monitor.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeTransport;

/** The transports that are there, best first by service ranking. Thread-safe. */
final class Transports {
    private record Ranked(ProbeTransport transport, int ranking) {}

    private final List<Ranked> ranked = new CopyOnWriteArrayList<>();

    void add(ProbeTransport transport, int ranking) {
        ranked.add(new Ranked(transport, ranking));
    }

    void remove(ProbeTransport transport) {
        ranked.removeIf(r -> r.transport() == transport);
    }

    /** How many packets the capture threw away; any change means that answers may be missing. */
    long packetsMissed() {
        return ranked.stream().mapToLong(r -> r.transport().packetsMissed()).sum();
    }

    Optional<ProbeTransport> best(Protocol protocol) {
        return ranked.stream()
                .filter(r -> r.transport().protocol() == protocol)
                .max(Comparator.comparingInt(Ranked::ranking))
                .map(Ranked::transport);
    }
}
