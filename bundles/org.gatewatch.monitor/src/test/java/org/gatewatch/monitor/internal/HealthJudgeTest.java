package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.IcmpError;
import org.junit.jupiter.api.Test;

final class HealthJudgeTest {
    private static final InetAddress PEER = address("203.0.113.1");

    private final HealthJudge judge = new HealthJudge(HealthThresholds.forInterval(Duration.ofSeconds(1)));

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void decide(int times, Outcome outcome) {
        for (int i = 0; i < times; i++) {
            judge.decided(outcome, Optional.empty(), PEER);
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
        decide(27, Outcome.ANSWERED);
        decide(1, Outcome.LOST);
        decide(1, Outcome.LOST);
        assertEquals(Health.HEALTHY, judge.health());
        decide(1, Outcome.LOST);
        assertEquals(Health.DEGRADED, judge.health());
        decide(29, Outcome.ANSWERED); // one loss is left in the window of 30: 3.3 %
        assertEquals(Health.DEGRADED, judge.health());
        decide(1, Outcome.ANSWERED);
        assertEquals(Health.HEALTHY, judge.health());
    }

    @Test
    void isDownAfterFiveSecondsOfSilenceEvenAtTheStart() {
        decide(4, Outcome.LOST);
        assertEquals(Health.UNKNOWN, judge.health());
        decide(1, Outcome.LOST);
        assertEquals(Health.DOWN, judge.health());
        assertEquals(Cause.UNKNOWN, judge.cause());
    }

    @Test
    void comesBackFromDownByWayOfDegraded() {
        decide(20, Outcome.ANSWERED);
        decide(5, Outcome.LOST);
        assertEquals(Health.DOWN, judge.health());
        decide(2, Outcome.ANSWERED);
        assertEquals(Health.DOWN, judge.health());
        decide(1, Outcome.ANSWERED);
        assertEquals(Health.DEGRADED, judge.health());
        decide(27, Outcome.ANSWERED);
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
        decide(5, Outcome.LATE);
        assertEquals(Health.DOWN, judge.health());
    }

    @Test
    void namesTheCauseThatAnIcmpErrorGives() {
        assertEquals(Cause.REMOTE, causeAfter(new IcmpError(3, 13, PEER, OptionalInt.empty())));
        assertEquals(Cause.LINK, causeAfter(new IcmpError(3, 1, address("198.51.100.1"), OptionalInt.empty())));
        assertEquals(Cause.MTU, causeAfter(new IcmpError(3, 4, address("198.51.100.1"), OptionalInt.empty())));
    }

    private Cause causeAfter(IcmpError error) {
        for (int i = 0; i < 5; i++) {
            judge.decided(Outcome.UNREACHABLE, Optional.of(error), PEER);
        }
        return judge.cause();
    }

    @Test
    void forgetsEverythingOnReset() {
        decide(5, Outcome.LOST);
        judge.reset();
        assertEquals(Health.UNKNOWN, judge.health());
        decide(9, Outcome.ANSWERED);
        assertEquals(Health.UNKNOWN, judge.health());
    }

    @Test
    void judgesFastProbesOverTheSameTimeAsSlowOnes() {
        assertEquals(300, HealthThresholds.forInterval(Duration.ofMillis(100)).window());
        assertEquals(50, HealthThresholds.forInterval(Duration.ofMillis(100)).downAfter());
        assertEquals(1000, HealthThresholds.forInterval(Duration.ofMillis(10)).window());
        assertEquals(20, HealthThresholds.forInterval(Duration.ofMinutes(1)).window());
    }
}
