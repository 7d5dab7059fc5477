package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.StrayReplies;

/** The transports that are there, best first by service ranking. Thread-safe. */
final class Transports {
    /**
     * One that is there.
     *
     * @param offered the transport; one object for all probes, which keep it
     */
    private record Ranked(Optional<ProbeTransport> offered, int ranking) {
        ProbeTransport transport() {
            return offered.orElseThrow();
        }
    }

    private volatile List<Ranked> ranked = List.of();

    synchronized void add(ProbeTransport transport, int ranking) {
        var more = new ArrayList<>(ranked);
        more.add(new Ranked(Optional.of(transport), ranking));
        ranked = List.copyOf(more);
    }

    synchronized void remove(ProbeTransport transport) {
        ranked = ranked.stream().filter(r -> r.transport() != transport).toList();
    }

    /** How many packets the capture threw away; any change means that answers may be missing. */
    long packetsMissed() {
        List<Ranked> present = ranked;
        long missed = 0;
        for (int i = 0; i < present.size(); i++) { // no iterator: asked in every round
            missed += present.get(i).transport().packetsMissed();
        }
        return missed;
    }

    StrayReplies strayReplies() {
        return ranked.stream().map(r -> r.transport().strayReplies()).reduce(StrayReplies.NONE, StrayReplies::plus);
    }

    /** A channel of the best transport for a probe; empty when nobody speaks its protocol. */
    Optional<ProbeChannel> open(Probe probe, InetAddress destination, SampleListener listener) {
        return best(probe.packet().protocol()).map(transport -> transport.open(probe, destination, listener));
    }

    Optional<ProbeTransport> best(Protocol protocol) {
        return ranked.stream()
                .filter(r -> r.transport().protocol() == protocol)
                .max(Comparator.comparingInt(Ranked::ranking))
                .flatMap(Ranked::offered);
    }
}
