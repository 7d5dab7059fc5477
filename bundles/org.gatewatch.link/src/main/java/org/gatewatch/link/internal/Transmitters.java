package org.gatewatch.link.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.link.Way;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transmitters of all interfaces in use. Owned by the netlink thread. */
final class Transmitters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transmitters.class);

    private final Map<Egress, Transmitter> open = new HashMap<>();
    private final Map<Egress, Transmitter> retired = new HashMap<>();
    /** What could not be opened, so that it is told once. */
    private final Set<Egress> failed = new HashSet<>();
    /** Where opening failed in this pass, so that thousands of paths through one interface try once. */
    private final Set<Egress> triedInVain = new HashSet<>();

    /** A name may come back with another index (a tunnel after its restart): that is another interface. */
    private record Egress(int interfaceIndex, String interfaceName) {
        static Egress of(Way way) {
            return new Egress(way.interfaceIndex(), way.interfaceName());
        }
    }

    /** The transmitter for a way; empty when its interface cannot be opened now. */
    Optional<Transmitter> of(Way way) {
        Egress egress = Egress.of(way);
        Transmitter transmitter = open.get(egress);
        if (transmitter == null && triedInVain.add(egress)) {
            transmitter = tryOpen(egress);
        }
        return Optional.ofNullable(transmitter);
    }

    /** Lets what failed be tried again. */
    void startPass() {
        triedInVain.clear();
    }

    private Transmitter tryOpen(Egress egress) {
        if (NativeAccess.problem().isPresent()) {
            failed.add(egress); // the capture thread has told it
            return null;
        }
        try {
            Transmitter transmitter = new Transmitter(egress.interfaceName());
            open.put(egress, transmitter);
            failed.remove(egress);
            triedInVain.remove(egress);
            return transmitter;
        } catch (PcapNativeException | NotOpenException e) {
            if (failed.add(egress)) {
                LOG.warn("cannot send on {}; trying again every second: {}", egress.interfaceName(), e.getMessage());
            }
            return null;
        }
    }

    /**
     * Sets aside what none of these ways uses. Closing waits for {@link #closeRetired()}, a moment later: a sender may
     * still hold the old route, and would wait for the close.
     */
    void keepOnly(Collection<Way> ways) {
        Set<Egress> used = new HashSet<>();
        ways.forEach(way -> used.add(Egress.of(way)));
        failed.retainAll(used);
        open.entrySet().removeIf(entry -> {
            boolean unused = !used.contains(entry.getKey());
            if (unused) {
                retired.put(entry.getKey(), entry.getValue());
            }
            return unused;
        });
    }

    /** Whether something waits for {@link #closeRetired()} or for another attempt to open. */
    boolean unsettled() {
        return !retired.isEmpty() || !failed.isEmpty();
    }

    boolean anyFailed() {
        return !failed.isEmpty();
    }

    void closeRetired() {
        retired.values().forEach(Transmitter::close);
        retired.clear();
    }

    @Override
    public void close() {
        closeRetired();
        open.values().forEach(Transmitter::close);
        open.clear();
    }
}
