package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.NextHop;
import org.junit.jupiter.api.Test;

final class NeighbourNudgeTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final NextHop HOP = new NextHop(3, NetlinkBytes.ip("192.0.2.1"));
    private static final NextHop OTHER = new NextHop(4, NetlinkBytes.ip("192.0.2.1"));

    private final NeighbourNudge nudge = new NeighbourNudge();
    private final List<NextHop> asked = new ArrayList<>();

    private void doubt(NextHop hop, long nowNanos) {
        nudge.doubt(hop, asked::add, nowNanos);
        nudge.askWaiting(nowNanos);
    }

    private static List<NextHop> hops(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new NextHop(i, HOP.address()))
                .toList();
    }

    @Test
    void asksOnceASecondHoweverOftenOneDoubts() {
        doubt(HOP, 0);
        doubt(HOP, SECOND - 1);
        doubt(HOP, SECOND);
        assertEquals(List.of(HOP, HOP), asked);
    }

    @Test
    void asksForEachNextHop() {
        doubt(HOP, 0);
        doubt(OTHER, 0);
        assertEquals(List.of(HOP, OTHER), asked);
    }

    @Test
    void asksNoMoreThanItsBudgetInASecond() {
        hops(1_000).forEach(hop -> doubt(hop, hop.interfaceIndex()));
        assertEquals(256, asked.size());
        assertTrue(nudge.anyWaiting());
        nudge.askWaiting(SECOND);
        assertEquals(512, asked.size());
    }

    @Test
    void letsManyUnresolvedNeighboursTakeTurns() {
        for (long nowNanos = 0; nowNanos < 10 * SECOND; nowNanos += SECOND / 10) {
            long now = nowNanos;
            hops(600).forEach(hop -> nudge.nudge(hop, asked::add, SECOND, now));
            nudge.askWaiting(now);
        }
        assertEquals(600, Set.copyOf(asked).size());
    }

    @Test
    void letsManyDoubtedNeighboursTakeTurns() {
        for (long nowNanos = 0; nowNanos < 10 * SECOND; nowNanos += SECOND / 10) {
            long now = nowNanos;
            hops(600).forEach(hop -> doubt(hop, now));
        }
        assertEquals(600, Set.copyOf(asked).size());
    }

    @Test
    void asksNobodyWhoWasResolvedWhileWaiting() {
        nudge.nudge(HOP, asked::add, SECOND, 0);
        nudge.settled(HOP);
        nudge.askWaiting(0);
        assertEquals(List.of(), asked);
    }

    @Test
    void forgetsWhatIsNotUsed() {
        doubt(HOP, 0);
        nudge.keepOnly(Set.of(OTHER));
        doubt(HOP, 1);
        assertEquals(2, asked.size());
    }
}
