package org.gatewatch.monitor.internal.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.junit.jupiter.api.Test;

/** User-pains row 5: thresholds that a person can predict. */
final class HealthJudgeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Levels<Double> LOSS = new Levels<>(5.0, 2.5);

    private HealthJudge judge = new HealthJudge(Thresholds.DEFAULT, SECOND);
    private long sentAtNanos;
    private long rttNanos = 20_000_000;

    private void decide(int times, Outcome outcome) {
        decide(times, outcome, Cause.UNKNOWN);
    }

    private void decide(int times, Outcome outcome, Cause where) {
        for (int i = 0; i < times; i++) {
            judge.decided(outcome, where, rttNanos, sentAtNanos);
            sentAtNanos += SECOND.toNanos();
        }
    }

    private void judgeBy(Optional<Levels<Duration>> rtt, Duration raiseAfter, Duration clearAfter) {
        judge = new HealthJudge(new Thresholds(10, 3, 3, LOSS, rtt, raiseAfter, clearAfter), SECOND);
    }

    /** Three losses among answers, so that they are no silence. */
    private void loseThree() {
        for (int i = 0; i < 3; i++) {
            decide(1, Outcome.LOST);
            decide(1, Outcome.ANSWERED);
        }
    }

    @Test
    void knowsNothingBeforeTheMinimumOfSamples() {
        decide(9, Outcome.ANSWERED);
        assertEquals(Health.UNKNOWN, judge.health());
        decide(1, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
        assertEquals(Cause.NONE, judge.cause());
    }

    @Test
    void raisesNoAlarmForOneLostPacket() {
        decide(12, Outcome.ANSWERED);
        decide(1, Outcome.LOST);
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void withholdsItsFirstVerdictWhileTheLossIsHighButRestsOnTwoPackets() {
        decide(2, Outcome.LOST);
        decide(10, Outcome.ANSWERED);
        assertEquals(Health.UNKNOWN, judge.health());
        decide(1, Outcome.LOST);
        assertEquals(Health.DEGRADED, judge.health());
    }

    @Test
    void degradesAtTheRaiseLevelAndRecoversOnlyBelowTheClearLevel() {
        decide(24, Outcome.ANSWERED);
        loseThree();
        assertEquals(Health.DEGRADED, judge.health());
        decide(28, Outcome.ANSWERED); // one loss is left in the window of 30: 3.3 %
        assertEquals(Health.DEGRADED, judge.health());
        decide(1, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void isDownAfterThreeUnansweredInARow() {
        decide(10, Outcome.ANSWERED);
        decide(2, Outcome.LOST);
        assertEquals(Health.HEALTHY, judge.health());
        decide(1, Outcome.LOST);
        assertEquals(Health.DOWN, judge.health());
        assertEquals(Cause.UNKNOWN, judge.cause());
    }

    @Test
    void raisesNoAlarmBeforeItHasEnoughSamples() {
        decide(9, Outcome.LOST);
        assertEquals(Health.UNKNOWN, judge.health());
        decide(1, Outcome.LOST);
        assertEquals(Health.DOWN, judge.health());
    }

    @Test
    void comesBackFromDownByWayOfDegraded() {
        decide(20, Outcome.ANSWERED);
        decide(3, Outcome.LOST);
        decide(2, Outcome.ANSWERED);
        assertEquals(Health.DOWN, judge.health());
        decide(1, Outcome.ANSWERED);
        assertEquals(Health.DEGRADED, judge.health());
        decide(27, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void raisesOnlyWhatHoldsLongEnough() {
        judgeBy(Optional.empty(), Duration.ofSeconds(10), Duration.ZERO);
        decide(24, Outcome.ANSWERED);
        loseThree();
        decide(8, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
        decide(1, Outcome.ANSWERED); // ten seconds after the third loss
        assertEquals(Health.DEGRADED, judge.health());
    }

    @Test
    void forgetsALevelThatDidNotHoldLongEnough() {
        judgeBy(Optional.empty(), Duration.ofSeconds(40), Duration.ZERO);
        decide(24, Outcome.ANSWERED);
        loseThree();
        decide(30, Outcome.ANSWERED);
        loseThree();
        decide(10, Outcome.ANSWERED); // 45 s after the first three
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void clearsOnlyWhatHoldsLongEnough() {
        judgeBy(Optional.empty(), Duration.ZERO, Duration.ofSeconds(60));
        decide(24, Outcome.ANSWERED);
        loseThree();
        decide(29 + 59, Outcome.ANSWERED);
        assertEquals(Health.DEGRADED, judge.health());
        decide(1, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void doesNotHoldDownBack() {
        judgeBy(Optional.empty(), Duration.ofMinutes(10), Duration.ZERO);
        decide(10, Outcome.ANSWERED);
        decide(3, Outcome.LOST);
        assertEquals(Health.DOWN, judge.health());
    }

    @Test
    void degradesByTheMeanRttWhereThatIsWanted() {
        var levels = new Levels<>(Duration.ofMillis(100), Duration.ofMillis(60));
        judgeBy(Optional.of(levels), Duration.ZERO, Duration.ZERO);
        decide(30, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
        rttNanos = 180_000_000;
        decide(15, Outcome.ANSWERED); // 15 of 20 ms and 15 of 180 ms
        assertEquals(Health.DEGRADED, judge.health());
        rttNanos = 20_000_000;
        decide(22, Outcome.ANSWERED);
        assertEquals(Health.DEGRADED, judge.health());
        decide(2, Outcome.ANSWERED); // 6 of 180 ms are left: 52 ms
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void leavesOutWhatOurOwnSideFailedAt() {
        decide(10, Outcome.ANSWERED);
        decide(29, Outcome.NOT_SENT);
        decide(1, Outcome.ANSWERED);
        decide(29, Outcome.VOID);
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void claimsNothingAfterAWholeWindowWithoutAUsableSample() {
        decide(10, Outcome.ANSWERED);
        decide(30, Outcome.VOID);
        assertEquals(Health.UNKNOWN, judge.health());
        assertEquals(Cause.GATEWAY, judge.cause());
        decide(10, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
        assertEquals(Cause.NONE, judge.cause());
    }

    @Test
    void countsLateAnswersAsLoss() {
        decide(10, Outcome.LATE);
        assertEquals(Health.DOWN, judge.health());
    }

    @Test
    void namesTheCauseThatWasTold() {
        decide(10, Outcome.REFUSED, Cause.REMOTE);
        assertEquals(Cause.REMOTE, judge.cause());
    }

    @Test
    void takesOneExplanationForTheSilenceAroundIt() {
        decide(2, Outcome.LOST);
        decide(1, Outcome.UNREACHABLE, Cause.LINK);
        decide(29, Outcome.LOST);
        assertEquals(Cause.LINK, judge.cause());
    }

    @Test
    void forgetsAnExplanationThatIsOlderThanTheWindow() {
        decide(1, Outcome.UNREACHABLE, Cause.LINK);
        decide(31, Outcome.LOST);
        assertEquals(Cause.UNKNOWN, judge.cause());
    }

    @Test
    void forgetsEverythingOnReset() {
        decide(3, Outcome.LOST);
        judge.reset();
        assertEquals(Health.UNKNOWN, judge.health());
        decide(9, Outcome.ANSWERED);
        assertEquals(Health.UNKNOWN, judge.health());
    }

    @Test
    void judgesFastProbesOverTheSameTimeAsSlowOnes() {
        assertEquals(300, HealthJudge.windowFor(Duration.ofMillis(100)));
        assertEquals(1000, HealthJudge.windowFor(Duration.ofMillis(10)));
        assertEquals(20, HealthJudge.windowFor(Duration.ofMinutes(1)));
    }
}
