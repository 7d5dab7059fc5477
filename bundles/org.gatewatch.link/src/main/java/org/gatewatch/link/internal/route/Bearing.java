package org.gatewatch.link.internal.route;

import java.net.InetAddress;
import java.util.Optional;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.NextHop;

/**
 * What the kernel answered about a path, without what changes more often: interfaces' states and neighbours. Paths that
 * go the same way have equal ones, and share one.
 */
sealed interface Bearing {
    /** There is no way. */
    record Blocked(SendResult reason) implements Bearing {}

    /**
     * We make the frames.
     *
     * @param next the neighbour that takes them, where the interface has neighbours
     * @param peer whether that is the destination itself
     */
    record Framed(int interfaceIndex, InetAddress source, Optional<NextHop> next, boolean peer) implements Bearing {}

    /**
     * The kernel's own stack takes the packet: for this host itself, and on interfaces whose frames we cannot make.
     *
     * @param local whether the destination is this host; then the packet goes no further
     */
    record Stacked(int interfaceIndex, InetAddress source, InetAddress destination, boolean local) implements Bearing {}
}
