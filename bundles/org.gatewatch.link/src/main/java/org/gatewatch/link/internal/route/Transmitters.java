package org.gatewatch.link.internal.route;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.NativeAccess;
import org.gatewatch.link.internal.route.Bearing.Stacked;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of all interfaces in use. Owned by the netlink thread. */
final class Transmitters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transmitters.class);

    private final Map<Egress, SendSocket> open = new HashMap<>();
    private final Map<Egress, SendSocket> retired = new HashMap<>();
    /** What was asked for in this pass. */
    private final Set<Egress> used = new HashSet<>();
    /** What could not be opened, so that it is told once. */
    private final Set<Egress> failed = new HashSet<>();
    /** Where opening failed in this pass, so that thousands of paths through one interface try once. */
    private final Set<Egress> triedInVain = new HashSet<>();

    private enum Kind {
        FRAMES,
        STACK,
        LOCAL
    }

    /** A name may come back with another index (a tunnel after its restart): that is another interface. */
    private record Egress(Kind kind, int interfaceIndex, String interfaceName, boolean four) {}

    private interface Opener {
        SendSocket open() throws IOException, PcapNativeException, NotOpenException;
    }

    /** What takes frames for an interface; empty when it cannot be opened now. */
    Optional<Transmitter> frames(Device device) {
        Egress egress = new Egress(Kind.FRAMES, device.index(), device.name(), true);
        return socket(egress, () -> new FrameSocket(device.index(), device.name()))
                .map(Transmitter.class::cast);
    }

    /** What takes whole packets for the kernel's stack; empty when it cannot be opened now. */
    Optional<Transmitter> stack(Device device, Stacked bearing) {
        boolean four = bearing.destination() instanceof Inet4Address;
        Egress egress = new Egress(bearing.local() ? Kind.LOCAL : Kind.STACK, device.index(), device.name(), four);
        return socket(egress, () -> bearing.local() ? StackSocket.local(four) : StackSocket.bound(four, device.index()))
                .map(StackSocket.class::cast)
                .map(socket -> socket.to(bearing.destination()));
    }

    private Optional<SendSocket> socket(Egress egress, Opener opener) {
        used.add(egress);
        SendSocket back = retired.remove(egress);
        if (back != null) {
            open.put(egress, back);
        }
        SendSocket socket = open.get(egress);
        if (socket == null && triedInVain.add(egress)) {
            socket = tryOpen(egress, opener);
        }
        return Optional.ofNullable(socket);
    }

    /** Starts a pass over all paths: what failed is tried again, and what nobody asks for is unused. */
    void startPass() {
        used.clear();
        triedInVain.clear();
    }

    private SendSocket tryOpen(Egress egress, Opener opener) {
        if (NativeAccess.problem().isPresent()) {
            failed.add(egress); // the capture thread has told it
            return null;
        }
        try {
            SendSocket socket = opener.open();
            open.put(egress, socket);
            failed.remove(egress);
            triedInVain.remove(egress);
            return socket;
        } catch (IOException | PcapNativeException | NotOpenException e) {
            if (failed.add(egress)) {
                LOG.warn(
                        "cannot-send: cannot send on {}; trying again every second: {}",
                        egress.interfaceName(),
                        e.getMessage());
            }
            return null;
        }
    }

    /**
     * Ends a pass: sets aside what was not asked for. Closing waits for {@link #closeRetired()}, a moment later: a sender
     * may still hold the old route, and would wait for the close.
     */
    void endPass() {
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
        retired.values().forEach(SendSocket::close);
        retired.clear();
    }

    @Override
    public void close() {
        closeRetired();
        open.values().forEach(SendSocket::close);
        open.clear();
    }
}
