package org.gatewatch.monitor.internal.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.report.ProbeStatus;
import org.junit.jupiter.api.Test;

/** User-pains row 2: one target does not decide the fate of a link. */
final class QuorumVerdictTest {
    private static final Instant EARLY = Instant.parse("2026-01-01T00:01:00Z");
    private static final Instant LATE = Instant.parse("2026-01-01T00:05:00Z");
    private static final Quorum TWO_OF_THREE = new Quorum(OptionalInt.of(2), 2);

    private static ProbeStatus probe(Health health, Cause cause, Instant since) {
        return new ProbeStatus(
                new ProbeId("m", "p"),
                Probe.to("p", InetAddress.getLoopbackAddress()),
                Duration.ofSeconds(60),
                LifecycleState.ACTIVE,
                "",
                health,
                cause,
                since,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    private static ProbeStatus probe(Health health) {
        return probe(health, health == Health.HEALTHY ? Cause.NONE : Cause.UNKNOWN, EARLY);
    }

    private static Health health(Quorum quorum, Health... probes) {
        return QuorumVerdict.of(
                        quorum,
                        Arrays.stream(probes).map(QuorumVerdictTest::probe).toList())
                .health();
    }

    @Test
    void oneDeadTargetOfThreeDoesNotTakeTheLinkDown() {
        assertEquals(Health.DEGRADED, health(Quorum.DEFAULT, Health.DOWN, Health.HEALTHY, Health.HEALTHY));
        assertEquals(Health.HEALTHY, health(TWO_OF_THREE, Health.DOWN, Health.HEALTHY, Health.HEALTHY));
    }

    @Test
    void isDownWhenSoManyAreAsTheQuorumWants() {
        assertEquals(Health.DOWN, health(TWO_OF_THREE, Health.DOWN, Health.DOWN, Health.HEALTHY));
    }

    @Test
    void isDownByDefaultOnlyWhenEveryJudgedProbeIs() {
        assertEquals(Health.DOWN, health(Quorum.DEFAULT, Health.DOWN, Health.DOWN, Health.UNKNOWN));
        assertEquals(Health.DEGRADED, health(Quorum.DEFAULT, Health.DOWN, Health.HEALTHY, Health.UNKNOWN));
    }

    @Test
    void isDownWhenAllAreThatOurOwnSideLetsBeJudged() {
        var down = probe(Health.DOWN);
        var blind = probe(Health.UNKNOWN, Cause.GATEWAY, EARLY);
        assertEquals(
                Health.DOWN,
                QuorumVerdict.of(TWO_OF_THREE, List.of(down, blind, blind)).health());
    }

    @Test
    void doesNotTakeTheLinkDownForOneWhileTheOthersAreNotJudgedYet() {
        var down = probe(Health.DOWN);
        var young = probe(Health.UNKNOWN, Cause.NONE, EARLY);
        assertEquals(
                Health.DEGRADED,
                QuorumVerdict.of(Quorum.DEFAULT, List.of(down, young, young)).health());
    }

    @Test
    void countsDownProbesAsBadOnes() {
        assertEquals(Health.DEGRADED, health(new Quorum(OptionalInt.of(3), 2), Health.DOWN, Health.DEGRADED));
    }

    @Test
    void isHealthyWhenFewerAreBadThanTheQuorumWants() {
        assertEquals(Health.HEALTHY, health(TWO_OF_THREE, Health.DEGRADED, Health.HEALTHY, Health.UNKNOWN));
    }

    @Test
    void isUnknownWithoutAJudgedProbe() {
        assertEquals(Health.UNKNOWN, health(Quorum.DEFAULT, Health.UNKNOWN));
        assertEquals(
                new QuorumVerdict(Health.UNKNOWN, Cause.NONE, Instant.EPOCH),
                QuorumVerdict.of(Quorum.DEFAULT, List.of()));
    }

    @Test
    void takesCauseAndTimeFromTheWorstProbe() {
        var verdict = QuorumVerdict.of(
                Quorum.DEFAULT,
                List.of(probe(Health.DEGRADED, Cause.LINK, EARLY), probe(Health.DOWN, Cause.REMOTE, LATE)));
        assertEquals(new QuorumVerdict(Health.DEGRADED, Cause.REMOTE, LATE), verdict);
    }

    @Test
    void blamesNothingWhileTooFewAreBadToCount() {
        var verdict =
                QuorumVerdict.of(TWO_OF_THREE, List.of(probe(Health.HEALTHY), probe(Health.DOWN, Cause.REMOTE, LATE)));
        assertEquals(new QuorumVerdict(Health.HEALTHY, Cause.NONE, EARLY), verdict);
    }

    @Test
    void saysWhyNothingIsKnown() {
        var verdict = QuorumVerdict.of(Quorum.DEFAULT, List.of(probe(Health.UNKNOWN, Cause.GATEWAY, LATE)));
        assertEquals(new QuorumVerdict(Health.UNKNOWN, Cause.GATEWAY, LATE), verdict);
    }
}
