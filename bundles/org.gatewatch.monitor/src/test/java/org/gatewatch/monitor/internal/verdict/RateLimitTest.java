package org.gatewatch.monitor.internal.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Thresholds;
import org.gatewatch.monitor.internal.verdict.SimulatedPeer.Answers;
import org.gatewatch.monitor.internal.verdict.SimulatedPeer.Asking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** User-pains row 18: a peer that limits the rate of its answers is not a lossy path. */
final class RateLimitTest {
    private static final Answers ALL = now -> true;
    private static final Probe FAST = every(Duration.ofMillis(20));
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Probe every(Duration interval) {
        return every(interval, Duration.ofSeconds(2));
    }

    private static Probe every(Duration interval, Duration timeout) {
        return Probe.to("p", InetAddress.getLoopbackAddress()).every(interval, timeout);
    }

    /** Loss at random makes runs, which are not what these tests are about. */
    private static Probe downOnlyAfter(int samples) {
        return FAST.judgedBy(new Thresholds(
                10, samples, 3, new Thresholds.Levels<>(5.0, 2.5), Optional.empty(), Duration.ZERO, Duration.ZERO));
    }

    private static Answers randomLoss(double share, long seed) {
        var random = new Random(seed);
        return now -> random.nextDouble() >= share;
    }

    private static Answers everyNthLost(int n) {
        var packets = new AtomicLong();
        return now -> packets.incrementAndGet() % n != 0;
    }

    @Test
    void recognisesARateLimitedPeerWithoutAnAlarm() {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofSeconds(10));
        peer.answers(SimulatedPeer.tokenBucket(20, 5));
        peer.run(Duration.ofMinutes(1));
        assertEquals(Health.HEALTHY, probe.verdict.health());
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
        assertFalse(probe.wasAlarmed(), probe.shown::toString);
        assertEquals(4, probe.factor());
    }

    /** ACCURACY.md and PROMISES.md say these. */
    @ParameterizedTest(name = "every {0} ms, timeout {1} s")
    @CsvSource({"24, 2", "33, 1"})
    void raisesNoAlarmAtTheSlowestPacesThatArePromised(long intervalMillis, long timeoutSeconds) {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(every(Duration.ofMillis(intervalMillis), Duration.ofSeconds(timeoutSeconds)));
        peer.run(Duration.ofSeconds(30));
        peer.answers(SimulatedPeer.tokenBucket(20, 5));
        peer.run(Duration.ofMinutes(1));
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
        assertFalse(probe.wasAlarmed(), probe.shown::toString);
    }

    @Test
    void recognisesALimitThatWasThereFromTheStart() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofSeconds(30));
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
        assertFalse(probe.wasAlarmed(), probe.shown::toString);
    }

    @Test
    void recognisesAMildLimit() {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofSeconds(30));
        peer.answers(SimulatedPeer.tokenBucket(45, 5));
        peer.run(Duration.ofMinutes(1));
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
        assertEquals(2, probe.factor());
        assertEquals(Health.HEALTHY, probe.verdict.health());
    }

    @Test
    void takesTheAlarmBackWhenAStrictLimitIsRecognised() {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofSeconds(10));
        peer.answers(SimulatedPeer.tokenBucket(5, 5));
        peer.run(Duration.ofSeconds(40));
        assertTrue(probe.shown.contains(Health.DOWN), "nine of ten in a row are silence while nothing is known");
        assertEquals(Health.HEALTHY, probe.verdict.health());
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
        assertEquals(16, probe.factor());
    }

    @Test
    void recognisesALimitForSlowProbesToo() {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(every(SECOND));
        peer.run(Duration.ofSeconds(30));
        peer.answers(SimulatedPeer.tokenBucket(0.6, 3));
        peer.run(Duration.ofMinutes(8));
        assertTrue(probe.wasAlarmed(), "a trial would take too long to wait for");
        assertEquals(Health.HEALTHY, probe.verdict.health());
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
    }

    @Test
    void staysCalmWhileItTriesTheFullPaceAgain() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(5, 5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        probe.shown.clear();
        peer.run(Duration.ofMinutes(30));
        assertFalse(probe.wasAlarmed(), probe.shown::toString);
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
    }

    @Test
    void goesBackToTheFullPaceWhenTheLimitIsGone() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        peer.answers(ALL);
        peer.run(Duration.ofMinutes(6));
        assertEquals(1, probe.factor());
        assertEquals(Cause.NONE, probe.verdict.cause());
        assertEquals(Health.HEALTHY, probe.verdict.health());
    }

    @Test
    void isDownAtOnceWhenALimitedPeerFallsSilent() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        peer.answers(now -> false);
        peer.run(Duration.ofSeconds(4));
        assertEquals(Health.DOWN, probe.verdict.health());
        assertEquals(Cause.UNKNOWN, probe.verdict.cause());
    }

    @Test
    void recognisesALimitThatSeveralProbesShare() {
        var peer = new SimulatedPeer(ALL);
        List<Asking> probes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            probes.add(peer.ask(every(Duration.ofMillis(100))).delayed(Duration.ofMillis(13L * i)));
        }
        peer.run(Duration.ofSeconds(30));
        peer.answers(SimulatedPeer.tokenBucket(20, 5));
        peer.run(Duration.ofSeconds(90));
        probes.forEach(probe -> assertEquals(Cause.RATE_LIMITED, probe.verdict.cause()));
        probes.forEach(probe -> assertEquals(Health.HEALTHY, probe.verdict.health()));
    }

    @Test
    void recognisesALimitThatProbesOfDifferentPaceShare() {
        var peer = new SimulatedPeer(ALL);
        List<Asking> probes = new ArrayList<>();
        for (long interval : new long[] {50, 70, 110, 230}) {
            probes.add(peer.ask(every(Duration.ofMillis(interval))));
        }
        peer.run(Duration.ofSeconds(30));
        peer.answers(SimulatedPeer.tokenBucket(20, 5));
        peer.run(Duration.ofMinutes(2));
        probes.forEach(probe -> assertEquals(Cause.RATE_LIMITED, probe.verdict.cause()));
        probes.forEach(probe -> assertEquals(Health.HEALTHY, probe.verdict.health()));
    }

    /** Sent at fixed phases, the same probes find the limiter empty again and again. */
    @Test
    void recognisesALimitThatSilencesSomeProbesAndSparesOthers() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(2, 5));
        List<Asking> probes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            probes.add(peer.ask(every(SECOND)).delayed(Duration.ofMillis(200L * i)));
        }
        peer.run(Duration.ofMinutes(8));
        probes.forEach(probe -> assertEquals(Cause.RATE_LIMITED, probe.verdict.cause()));
        assertTrue(probes.get(0).shown.contains(Health.DOWN));
    }

    @Test
    void recognisesALimitThatAnswersALongBurstAfterARest() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 100));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
    }

    @Test
    void takesLossThatEndsByItselfForLoss() {
        int recognised = 0;
        for (int seed = 0; seed < 300; seed++) {
            Answers lossy = randomLoss(0.2, seed);
            long shift = Duration.ofMillis(200L * seed).toNanos();
            long minute = Duration.ofMinutes(1).toNanos();
            var peer = new SimulatedPeer(
                    now -> (now + shift) % minute > Duration.ofSeconds(10).toNanos() || lossy.to(now));
            Asking probe = peer.ask(downOnlyAfter(100));
            peer.run(Duration.ofMinutes(10));
            recognised += probe.causes.contains(Cause.RATE_LIMITED) ? 1 : 0;
        }
        assertTrue(recognised <= 3, recognised + " of 300");
    }

    @Test
    void takesRandomLossForLoss() {
        assertTrue(falseRecognitions(0.2) < 10);
    }

    @Test
    void takesHeavyRandomLossForLoss() {
        assertTrue(falseRecognitions(0.6) < 10);
    }

    private static int falseRecognitions(double share) {
        int recognised = 0;
        for (int seed = 0; seed < 1000; seed++) {
            var peer = new SimulatedPeer(randomLoss(share, seed));
            Asking probe = peer.ask(downOnlyAfter(100));
            peer.run(Duration.ofSeconds(45));
            recognised += probe.causes.contains(Cause.RATE_LIMITED) ? 1 : 0;
            if (!probe.causes.contains(Cause.RATE_LIMITED)) {
                assertEquals(Health.DEGRADED, probe.verdict.health());
            }
        }
        return recognised;
    }

    @Test
    void alarmsWithinTenSecondsOfRandomLoss() {
        for (int seed = 0; seed < 100; seed++) {
            var peer = new SimulatedPeer(ALL);
            Asking probe = peer.ask(downOnlyAfter(100));
            peer.run(Duration.ofSeconds(10));
            peer.answers(randomLoss(0.2, seed));
            // 2.3 s until the first losses are known, 5 s until they are 5 % of the window, then at most 10 s
            peer.run(Duration.ofSeconds(18));
            assertTrue(probe.wasAlarmed(), "seed " + seed);
        }
    }

    @Test
    void takesRegularLossThatAnotherPaceDoesNotMendForLoss() {
        var peer = new SimulatedPeer(everyNthLost(5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        assertEquals(Health.DEGRADED, probe.verdict.health());
        assertFalse(probe.causes.contains(Cause.RATE_LIMITED));
        assertEquals(1, probe.factor());
    }

    @Test
    void asksOnceInFiveMinutesWhetherRegularLossIsALimit() {
        var peer = new SimulatedPeer(everyNthLost(5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        for (int second = 0; second < 230; second++) {
            peer.run(SECOND);
            assertEquals(1, probe.factor());
        }
    }

    @Test
    void doesNotSlowDownWhenAnswersTakeLongerThanBefore() {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofSeconds(10));
        peer.rtt(Duration.ofMillis(60));
        peer.answers(everyNthLost(5));
        for (int second = 0; second < 60; second++) {
            peer.run(SECOND);
            assertEquals(1, probe.factor());
        }
        assertEquals(Health.DEGRADED, probe.verdict.health());
    }

    /** Recognised, and at full pace again to see whether the limit is still there. */
    private static Asking tryingTheFullPaceAgain(SimulatedPeer peer) {
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        peer.runUntil(Duration.ofMinutes(10), () -> probe.factor() == 1);
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
        return probe;
    }

    @Test
    void isDownWhenAPeerBecomesUnreachableWhileTheFullPaceIsTriedAgain() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = tryingTheFullPaceAgain(peer);
        probe.isTold(Outcome.UNREACHABLE, Cause.LINK, Duration.ofHours(1));
        assertEquals(Health.DOWN, probe.verdict.health());
        assertEquals(Cause.LINK, probe.verdict.cause());
    }

    @Test
    void isDownAtOnceWhenAPeerRefusesWhileTheFullPaceIsTriedAgain() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = tryingTheFullPaceAgain(peer);
        probe.isTold(Outcome.REFUSED, Cause.REMOTE, SECOND);
        assertEquals(Health.DOWN, probe.verdict.health());
        assertEquals(Cause.REMOTE, probe.verdict.cause());
    }

    @Test
    void remembersTheLimitOfAPeerThatComesBack() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = tryingTheFullPaceAgain(peer);
        probe.isTold(Outcome.UNREACHABLE, Cause.LINK, Duration.ofHours(1));
        peer.run(Duration.ofMinutes(1));
        assertEquals(Health.HEALTHY, probe.verdict.health());
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNREACHABLE", "REFUSED", "NOT_SENT", "VOID"})
    void endsATrialWhenThePeerGivesNoMoreEvidence(Outcome outcome) {
        var peer = new SimulatedPeer(ALL);
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofSeconds(10));
        peer.answers(SimulatedPeer.tokenBucket(20, 5));
        peer.runUntil(Duration.ofMinutes(1), () -> probe.factor() != 1);
        probe.isTold(outcome, Cause.UNKNOWN, Duration.ofHours(1));
        assertEquals(1, probe.factor());
    }

    @Test
    void staysCalmWhenThresholdsAreEditedWhileThePeerIsLimited() {
        var peer = new SimulatedPeer(SimulatedPeer.tokenBucket(20, 5));
        Asking probe = peer.ask(FAST);
        peer.run(Duration.ofMinutes(1));
        probe.verdict.judgeBy(downOnlyAfter(50));
        for (int i = 0; i < 100; i++) { // what the limiter swallowed before it was recognised
            probe.verdict.recall(Outcome.LOST, Cause.UNKNOWN, 0, peer.clock.nanoTime());
        }
        assertEquals(Health.HEALTHY, probe.verdict.health());
        assertEquals(Cause.RATE_LIMITED, probe.verdict.cause());
    }
}
