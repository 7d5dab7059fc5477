package org.gatewatch.monitor.internal;

import static org.gatewatch.api.LifecycleState.ACTIVE;
import static org.gatewatch.api.LifecycleState.ERROR;
import static org.gatewatch.api.LifecycleState.INACTIVE;
import static org.gatewatch.api.LifecycleState.PENDING;
import static org.gatewatch.monitor.internal.Bench.STEP;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Properties of a probe's state, whatever the network and the operator do: it makes only the moves of cloud-apis.md A.6, says
 * why when it is ERROR, and is what its last packets and its settings say.
 */
final class ProbeStatesTest {
    private static final Map<LifecycleState, Set<LifecycleState>> MOVES = Map.of(
            PENDING, EnumSet.of(PENDING, ACTIVE, ERROR, INACTIVE),
            ACTIVE, EnumSet.of(ACTIVE, PENDING, ERROR, INACTIVE),
            ERROR, EnumSet.of(ERROR, ACTIVE, PENDING, INACTIVE),
            INACTIVE, EnumSet.of(INACTIVE, PENDING));

    private static final List<SendResult> FAILURES =
            List.of(SendResult.NO_ROUTE, SendResult.INTERFACE_DOWN, SendResult.SEND_ERROR);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @RegisterExtension
    final Bench bench = new Bench();

    /** What becomes of a packet now; empty for an answer. */
    private Optional<SendResult> failure = Optional.empty();

    private Probe probe = Probe.to("berlin", InetAddress.getLoopbackAddress()).every(INTERVAL, INTERVAL);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void movesAsTheCloudsSay(long seed) {
        bench.transports.add(new ScriptedTransport(this::fate), 0);
        follow();
        bench.engine.tick();
        var random = new Random(seed);
        LifecycleState before = bench.status().state();
        for (int i = 0; i < 300; i++) {
            changeSomething(random);
            for (int step = random.nextInt(500); step >= 0; step--) {
                bench.pass(STEP);
                LifecycleState now = bench.status().state();
                assertTrue(MOVES.get(before).contains(now), before + " to " + now);
                assertEquals(now == ERROR, !bench.status().reason().isEmpty(), bench.status()::toString);
                assertEquals(!probe.enabled(), now == INACTIVE, bench.status()::toString);
                before = now;
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void isActiveWithinAnIntervalOnceItsPacketsLeave(long seed) {
        bench.transports.add(new ScriptedTransport(this::fate), 0);
        follow();
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            changeSomething(random);
            bench.run(Duration.ofMillis(random.nextInt(5_000)));
            failure = Optional.empty();
            probe = probe.enabled(true);
            follow();
            bench.run(INTERVAL);
            assertEquals(ACTIVE, bench.status().state(), bench.status()::toString);
        }
    }

    private Script.Fate fate(long sequence) {
        return failure.isPresent()
                ? new Script.Fate.NotSent(failure.get())
                : new Script.Fate.Answered(Duration.ofMillis(20).toNanos());
    }

    private void changeSomething(Random random) {
        switch (random.nextInt(4)) {
            case 0 -> probe = probe.enabled(!probe.enabled());
            case 1 -> probe = probe.every(INTERVAL, INTERVAL.plusMillis(random.nextInt(100)));
            case 2 -> failure = Optional.of(FAILURES.get(random.nextInt(FAILURES.size())));
            default -> failure = Optional.empty();
        }
        follow();
    }

    private void follow() {
        bench.engine.desired(desired(probe));
        bench.engine.tick();
    }
}
