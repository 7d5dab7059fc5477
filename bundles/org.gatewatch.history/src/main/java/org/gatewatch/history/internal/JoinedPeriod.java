package org.gatewatch.history.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** One period in the middle of which Gatewatch was restarted: what the process before measured and what this one did. */
final class JoinedPeriod {
    private JoinedPeriod() {}

    /** Both as one; empty when what is stored is a whole period, whose time came again after a step of the clock. */
    static Optional<byte[]> of(byte[] before, Waiting rest) {
        if (!PeriodCodec.isPart(before)) {
            return Optional.empty();
        }
        var start = Instant.ofEpochSecond(rest.startSeconds);
        var length = Duration.ofSeconds(rest.periodSeconds);
        PastPeriod both =
                of(PeriodCodec.decode(before, start, length), PeriodCodec.decode(rest.encoded, start, length));
        return Optional.of(PeriodCodec.encode(both, PeriodCodec.isPart(rest.encoded)));
    }

    private static PastPeriod of(PastPeriod first, PastPeriod second) {
        return new PastPeriod(
                second.start(),
                second.period(),
                second.sequence(),
                sum(first.counts(), second.counts()),
                details(first, second),
                rtt(first, second),
                second.health(),
                second.cause());
    }

    private static SampleCounts sum(SampleCounts first, SampleCounts second) {
        return new SampleCounts(
                first.answered() + second.answered(),
                first.late() + second.late(),
                first.lost() + second.lost(),
                first.refused() + second.refused(),
                first.unreachable() + second.unreachable(),
                first.notSent() + second.notSent(),
                first.voided() + second.voided(),
                first.duplicates() + second.duplicates(),
                first.reordered() + second.reordered(),
                first.lossRuns() + second.lossRuns(),
                Math.max(first.longestLossRun(), second.longestLossRun()));
    }

    /** The same reason in both parts is one. */
    private static List<OutcomeDetail> details(PastPeriod first, PastPeriod second) {
        Map<OutcomeDetail, Integer> samples = new LinkedHashMap<>();
        Stream.of(first, second)
                .flatMap(part -> part.details().stream())
                .forEach(detail -> samples.merge(with(detail, 0), detail.samples(), Integer::sum));
        var details = new ArrayList<OutcomeDetail>();
        samples.forEach((detail, number) -> details.add(with(detail, number)));
        return details;
    }

    private static OutcomeDetail with(OutcomeDetail detail, int samples) {
        return new OutcomeDetail(detail.outcome(), detail.cause(), detail.reason(), samples, detail.error());
    }

    private static Optional<RttStatistics> rtt(PastPeriod first, PastPeriod second) {
        if (first.rtt().isEmpty() || second.rtt().isEmpty()) {
            return first.rtt().or(second::rtt);
        }
        return Optional.of(rtt(
                first.rtt().get(),
                second.rtt().get(),
                new Weights(first.counts().answered(), second.counts().answered())));
    }

    /**
     * All but percentiles and jitter are what all RTTs together would have given. A percentile of all lies between those of
     * the parts; here it is their mean. The jitter lacks the one difference from part to part, which nobody measured.
     */
    private static RttStatistics rtt(RttStatistics first, RttStatistics second, Weights answers) {
        long mean = answers.mean(first.meanNanos(), second.meanNanos());
        double squares = answers.mean(meanSquare(first, mean), meanSquare(second, mean));
        return new RttStatistics(
                Math.min(first.minNanos(), second.minNanos()),
                mean,
                answers.mean(first.p50Nanos(), second.p50Nanos()),
                answers.mean(first.p95Nanos(), second.p95Nanos()),
                answers.mean(first.p99Nanos(), second.p99Nanos()),
                Math.max(first.maxNanos(), second.maxNanos()),
                Math.round(Math.sqrt(squares)),
                jitter(first.jitterNanos(), second.jitterNanos(), answers));
    }

    /** How far a part's RTTs are from a mean that is not theirs. */
    private static double meanSquare(RttStatistics part, long mean) {
        double away = (double) (part.meanNanos() - mean);
        return (double) part.stddevNanos() * part.stddevNanos() + away * away;
    }

    private static OptionalLong jitter(OptionalLong first, OptionalLong second, Weights answers) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isPresent() ? first : second;
        }
        var differences = new Weights(answers.first - 1, answers.second - 1);
        return OptionalLong.of(differences.mean(first.getAsLong(), second.getAsLong()));
    }

    private record Weights(int first, int second) {
        long mean(long ofFirst, long ofSecond) {
            return Math.round(mean((double) ofFirst, (double) ofSecond));
        }

        double mean(double ofFirst, double ofSecond) {
            return (first * ofFirst + second * ofSecond) / ((double) first + second);
        }
    }
}
