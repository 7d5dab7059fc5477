package org.gatewatch.monitor.internal.verdict;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.Rehearsal;
import org.gatewatch.api.report.SampleCounts;
import org.osgi.service.component.annotations.Component;

/** Gives past periods to a {@link HealthJudge}, the very one that the engine asks. */
@Component
public final class JudgeRehearsal implements Rehearsal {
    private static final long NANOS = 1_000_000_000L;

    @Override
    public Iterator<Turn> judge(Iterator<PastPeriod> periods, Thresholds thresholds) {
        return new Turns(periods, thresholds);
    }

    private static final class Turns implements Iterator<Turn> {
        private final Iterator<PastPeriod> periods;
        private final Thresholds thresholds;
        private HealthJudge judge;
        /** What was said last; no period is over yet while it is null. */
        private Health said;

        private Instant end = Instant.MIN;
        private Turn next;

        Turns(Iterator<PastPeriod> periods, Thresholds thresholds) {
            this.periods = periods;
            this.thresholds = thresholds;
        }

        @Override
        public boolean hasNext() {
            while (next == null && periods.hasNext()) {
                take(periods.next());
            }
            return next != null;
        }

        @Override
        public Turn next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more turns");
            }
            Turn result = next;
            next = null;
            return result;
        }

        private void take(PastPeriod period) {
            int samples = samples(period.counts());
            if (judge == null) {
                judge = new HealthJudge(thresholds, period.period().dividedBy(Math.max(1, samples)));
            } else if (period.start().isAfter(end)) {
                judge.reset(); // nothing is known of the time between
            }
            end = period.start().plus(period.period());
            Health worst = samples == 0 ? judge.health() : worstOf(period, samples);
            // A verdict that came and went within the period is told at this one, and what it went to at the next.
            Health now = said != null && worst.compareTo(said) > 0 ? worst : judge.health();
            if (now != said) {
                said = now;
                next = new Turn(period.start(), period.period(), now);
            }
        }

        private Health worstOf(PastPeriod period, int samples) {
            long startNanos = period.start().getEpochSecond() * NANOS;
            long spacingNanos = period.period().toNanos() / samples;
            long rttNanos = period.rtt().map(rtt -> rtt.meanNanos()).orElse(0L);
            var losses = new LossPattern(period.counts());
            Health worst = Health.UNKNOWN;
            for (int i = 0; i < samples; i++) {
                Outcome outcome = losses.outcome(i);
                judge.decided(outcome, Cause.UNKNOWN, rttNanos, startNanos + i * spacingNanos);
                worst = worst.compareTo(judge.health()) >= 0 ? worst : judge.health();
            }
            return worst;
        }

        private static int samples(SampleCounts counts) {
            return counts.sent() + counts.notSent() + counts.voided();
        }
    }
}
