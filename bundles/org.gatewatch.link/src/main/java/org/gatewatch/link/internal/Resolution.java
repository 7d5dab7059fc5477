package org.gatewatch.link.internal;

import java.util.Optional;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.KernelTables.NextHop;

/**
 * What the kernel's tables say about one path.
 *
 * @param obstacle why there is no way; {@link SendResult#SENT} when there is one
 * @param way how packets leave, when they can
 * @param nextHop the neighbour that is needed, where the interface has neighbours
 */
record Resolution(SendResult obstacle, Optional<Way> way, Optional<NextHop> nextHop) {
    static Resolution obstructed(SendResult obstacle) {
        return new Resolution(obstacle, Optional.empty(), Optional.empty());
    }

    static Resolution unresolved(NextHop nextHop) {
        return new Resolution(SendResult.NEIGHBOUR_UNRESOLVED, Optional.empty(), Optional.of(nextHop));
    }

    static Resolution usable(Way way, Optional<NextHop> nextHop) {
        return new Resolution(SendResult.SENT, Optional.of(way), nextHop);
    }
}
