package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gatewatch.api.Source;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.junit.jupiter.api.Test;

final class FollowedPathsTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final FollowedPaths paths = new FollowedPaths(wakes::incrementAndGet);
    private final LivePath one = path("192.0.2.1");
    private final LivePath two = path("192.0.2.2");

    private LivePath path(String destination) {
        return new LivePath(NetlinkBytes.ip(destination), new Source.Any(), 0, paths);
    }

    @Test
    void wakesOnceForManyNewPaths() {
        paths.add(one);
        paths.add(two);
        assertEquals(1, wakes.get());
        assertEquals(List.of(one, two), paths.takeFresh());
    }

    @Test
    void wakesAgainForANewPathAfterTheLastWasTaken() {
        paths.add(one);
        paths.takeFresh();
        paths.add(two);
        assertEquals(2, wakes.get());
    }

    @Test
    void forgetsAClosedPathHoweverOftenItIsClosed() {
        paths.add(one);
        paths.add(two);
        one.close();
        one.close();
        assertEquals(List.of(two), paths.all());
    }

    @Test
    void wakesAgainForADoubtAfterTheLastWasTaken() {
        paths.doubt(one);
        paths.takeDoubted();
        paths.doubt(two);
        assertEquals(2, wakes.get());
    }

    @Test
    void losesNoDoubtThatComesWhileOthersAreTaken() throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        FollowedPaths raced = new FollowedPaths(woken::release);
        int doubts = 200_000;
        Thread doubter = new Thread(() -> IntStream.range(0, doubts).forEach(i -> raced.doubt(one)));
        doubter.start();
        int taken = 0;
        while (taken < doubts && woken.tryAcquire(5, TimeUnit.SECONDS)) {
            taken += raced.takeDoubted().size();
        }
        assertEquals(doubts, taken);
    }

    @Test
    void takesEachDoubtOnce() {
        paths.doubt(one);
        assertEquals(List.of(one), paths.takeDoubted());
        assertTrue(paths.takeDoubted().isEmpty());
    }
}
