package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StartsTest {
    private static final int WANTED = 50;
    private static final Probe PROBE = Probe.to("p", InetAddress.getLoopbackAddress());

    private final ManualClock clock = new ManualClock();
    private final Starts starts = new Starts(clock);
    private final List<Wanted> started = new ArrayList<>();

    @BeforeEach
    void wantMany() {
        for (int i = 0; i < WANTED; i++) {
            starts.add(new Wanted(new ProbeId("m", "p" + i), PROBE, Duration.ofMinutes(1), Map.of()));
        }
    }

    private void startSlowly(Wanted wanted) {
        clock.advance(Duration.ofMillis(2));
        started.add(wanted);
    }

    @Test
    void startsAllAtOnceWhileThatIsQuick() {
        starts.advance(started::add);
        assertEquals(WANTED, started.size());
    }

    @Test
    void startsOnlySoManyAsARoundHasTimeFor() {
        starts.advance(this::startSlowly);
        assertEquals(10, started.size());
    }

    @Test
    void startsTheOthersInLaterRounds() {
        for (int round = 0; round < 5; round++) {
            starts.advance(this::startSlowly);
        }
        assertEquals(WANTED, started.size());
    }

    @Test
    void startsNothingThatIsNoLongerWanted() {
        starts.forget(Map.of(), id -> {});
        starts.advance(started::add);
        assertEquals(List.of(), started);
    }

    @Test
    void tellsOfTheRemovalOfThoseThatAreWantedNoMore() {
        var kept = new Wanted(new ProbeId("m", "p7"), PROBE, Duration.ofMinutes(1), Map.of());
        var removed = new ArrayList<ProbeId>();
        starts.forget(Map.of(kept.id(), kept), removed::add);
        assertEquals(WANTED - 1, removed.size());
        assertEquals(false, removed.contains(kept.id()));
    }
}
