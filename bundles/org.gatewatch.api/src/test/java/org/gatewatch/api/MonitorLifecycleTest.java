package org.gatewatch.api;

import static org.gatewatch.api.LifecycleState.ACTIVE;
import static org.gatewatch.api.LifecycleState.ERROR;
import static org.gatewatch.api.LifecycleState.INACTIVE;
import static org.gatewatch.api.LifecycleState.PENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gatewatch.api.resource.MonitorLifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A monitor moves as cloud-apis.md A.6 says it does, whatever its probes do: one probe at a time makes one of its own moves,
 * or comes, or goes.
 */
class MonitorLifecycleTest {
    /** The moves that a probe makes by itself or is told to make. */
    private static final Map<LifecycleState, Set<LifecycleState>> PROBE_MOVES = Map.of(
            PENDING, EnumSet.of(ACTIVE, ERROR, INACTIVE),
            ACTIVE, EnumSet.of(PENDING, ERROR, INACTIVE),
            ERROR, EnumSet.of(ACTIVE, PENDING, INACTIVE),
            INACTIVE, EnumSet.of(PENDING));

    private final List<LifecycleState> probes = new ArrayList<>();

    @Test
    void isInactiveWithoutProbes() {
        assertEquals(INACTIVE, MonitorLifecycle.of(List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverSaysWhatItsProbesDoNot(long seed) {
        var random = new Random(seed);
        var before = MonitorLifecycle.of(probes);
        for (int i = 0; i < 10_000; i++) {
            step(random);
            var now = MonitorLifecycle.of(probes);
            assertAgrees(now);
            assertMoves(before, now);
            before = now;
        }
    }

    private void step(Random random) {
        int choice = random.nextInt(10);
        if (probes.isEmpty() || (choice == 0 && probes.size() < 5)) {
            probes.add(random.nextBoolean() ? PENDING : INACTIVE);
        } else if (choice == 1) {
            probes.remove(random.nextInt(probes.size()));
        } else {
            int index = random.nextInt(probes.size());
            var moves = List.copyOf(PROBE_MOVES.get(probes.get(index)));
            probes.set(index, moves.get(random.nextInt(moves.size())));
        }
    }

    /** ACTIVE if and only if one probe is; INACTIVE if and only if none is on; what it says, a probe says. */
    private void assertAgrees(LifecycleState now) {
        assertEquals(probes.contains(ACTIVE), now == ACTIVE, probes::toString);
        assertEquals(probes.stream().allMatch(probe -> probe == INACTIVE), now == INACTIVE, probes::toString);
        assertTrue(now == INACTIVE || probes.contains(now), probes::toString);
    }

    /** From INACTIVE there is no way but through PENDING: a probe that is switched on has not sent yet. */
    private void assertMoves(LifecycleState before, LifecycleState now) {
        if (before == INACTIVE) {
            assertTrue(now == INACTIVE || now == PENDING, before + " to " + now + " by " + probes);
        }
    }
}
