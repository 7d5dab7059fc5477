package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.NextHop;
import org.junit.jupiter.api.Test;

final class NeighbourNudgeTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final NextHop HOP = new NextHop(3, NetlinkBytes.ip("192.0.2.1"));
    private static final NextHop OTHER = new NextHop(4, NetlinkBytes.ip("192.0.2.1"));

    private final NeighbourNudge nudge = new NeighbourNudge();
    private final List<NextHop> asked = new ArrayList<>();

    @Test
    void asksOnceASecondHoweverOftenOneDoubts() {
        nudge.doubt(HOP, asked::add, 0);
        nudge.doubt(HOP, asked::add, SECOND - 1);
        nudge.doubt(HOP, asked::add, SECOND);
        assertEquals(List.of(HOP, HOP), asked);
    }

    @Test
    void asksForEachNextHop() {
        nudge.doubt(HOP, asked::add, 0);
        nudge.doubt(OTHER, asked::add, 0);
        assertEquals(List.of(HOP, OTHER), asked);
    }

    @Test
    void asksNoMoreThanItsBudgetInASecond() {
        for (int i = 0; i < 1_000; i++) {
            nudge.doubt(new NextHop(i, HOP.address()), asked::add, i);
        }
        assertEquals(256, asked.size());
        nudge.doubt(new NextHop(999, HOP.address()), asked::add, SECOND);
        assertEquals(257, asked.size());
    }

    @Test
    void forgetsWhatIsNotUsed() {
        nudge.doubt(HOP, asked::add, 0);
        nudge.keepOnly(Set.of(OTHER));
        nudge.doubt(HOP, asked::add, 1);
        assertEquals(2, asked.size());
    }
}
