package org.gatewatch.history.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.PeriodSamples;

/** The samples of one period in the middle of which Gatewatch was restarted. */
final class JoinedSamples {
    private JoinedSamples() {}

    /** Both as one; empty when the rest was not sent after what is stored, because a step of the clock brought the time again. */
    static Optional<byte[]> of(byte[] before, Waiting rest) {
        PeriodSamples first = decoded(rest.id, before, rest);
        PeriodSamples second = decoded(rest.id, rest.encoded, rest);
        boolean inTurn = first.size() == 0
                || second.size() == 0
                || first.sentAfterNanos(first.size() - 1) < second.sentAfterNanos(0);
        return inTurn ? Optional.of(SampleCodec.encode(joined(first, second))) : Optional.empty();
    }

    private static PeriodSamples decoded(ProbeId id, byte[] bytes, Waiting period) {
        return SampleCodec.decode(
                id, bytes, Instant.ofEpochSecond(period.startSeconds), Duration.ofSeconds(period.periodSeconds));
    }

    private static PeriodSamples joined(PeriodSamples first, PeriodSamples second) {
        int size = first.size() + second.size();
        var sentAfterNanos = new long[size];
        var outcomes = new Outcome[size];
        var rttNanos = new long[size];
        IntStream.range(0, size).forEach(i -> {
            PeriodSamples part = i < first.size() ? first : second;
            int at = i < first.size() ? i : i - first.size();
            sentAfterNanos[i] = part.sentAfterNanos(at);
            outcomes[i] = part.outcome(at);
            rttNanos[i] = part.rttNanos(at);
        });
        return new PeriodSamples(first.id(), first.periodStart(), first.period(), sentAfterNanos, outcomes, rttNanos);
    }
}
