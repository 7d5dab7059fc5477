package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.monitor.internal.verdict.Trials;
import org.gatewatch.monitor.internal.verdict.Verdict;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** What is still in the ring when its round begins is discarded when it was taken, be it rounds later. */
final class DiscardsTest {
    private static final long RTT_NANOS = Duration.ofMillis(20).toNanos();
    private static final Optional<VoidReason> NONE = Optional.empty();

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(8, () -> {});
    private final Hearing hearing = new Hearing(clock, events, new Transports());
    private final News news = new News(hearing, (run, fault) -> {
        throw fault;
    });
    private final ProbeRun run = run();
    private final Discards discards = new Discards(List.of(run), news);

    private ProbeRun run() {
        var probe = Probe.to("p", InetAddress.getLoopbackAddress()).every(Duration.ofSeconds(1), Duration.ofSeconds(2));
        var wanted = new Wanted(new ProbeId("m", "p"), probe, Duration.ofSeconds(30), Map.of());
        var sender = new ProbeSender(probe, events, new EngineTotals());
        var trials = Trials.begin(clock, (p, to, listener) -> Optional.empty());
        return new ProbeRun(wanted, sender, new Verdict(probe, trials, nanos -> {}), Instant.EPOCH);
    }

    private void isSent(long sequence) {
        news.sending(run, sequence, clock.nanoTime());
    }

    private void isAnswered(long sequence) {
        news.answered(run, sequence, RTT_NANOS);
        run.samples().decideNext(clock.nanoTime());
    }

    @Test
    void believesNoAnswerUntilTheRingIsDrainedAfterAStep() {
        discards.begin(Hearing.CLOCK_STEPPED);
        discards.begin(NONE); // a producer had not finished: another round
        isSent(0);
        news.answered(run, 0, RTT_NANOS);
        discards.drained();
        isSent(1);
        run.samples().decideNext(clock.nanoTime());
        isAnswered(1);
        assertEquals(Outcome.VOID, run.samples().outcome(0));
        assertEquals(Outcome.ANSWERED, run.samples().outcome(1));
    }

    @Test
    void takesAStepForMoreThanWhatWasDropped() {
        discards.begin(Hearing.CLOCK_STEPPED);
        discards.begin(Optional.of(VoidReason.ENGINE_BEHIND));
        isSent(0);
        news.answered(run, 0, RTT_NANOS);
        discards.drained();
        run.samples().decideNext(clock.nanoTime());
        assertEquals(Outcome.VOID, run.samples().outcome(0));
    }

    @Test
    void voidsWhatWasSentTheOldWayAndWasStillInTheRing() {
        discards.rerouted(run, VoidReason.ADDRESS_CHANGED);
        isSent(0);
        discards.drained();
        run.samples().decideNext(clock.nanoTime());
        assertEquals(Outcome.VOID, run.samples().outcome(0));
    }
}
