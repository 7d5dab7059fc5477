package org.gatewatch.history.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/**
 * A period as bytes: some 25 where all is well. When it began and how long it was is not among them but in its key and
 * its probe's entry. Numbers are in base 128, the low digits first; of most counts there is only a bit that says 0; RTTs
 * are in 100 ns and, but for the smallest, relative to it. Words are their places in lists that are on
 * disks: new ones are added at the end, or {@link StoreFile}'s version grows.
 */
final class PeriodCodec {
    private static final int HAS_RTT = 1;
    private static final int HAS_JITTER = 2;
    private static final int FLAG_BITS = 2;
    private static final int HEALTH_BITS = 2;
    /** Those of samples but for the answered ones, and that of details. */
    private static final int COUNTS = 11;
    /** In the mask of counts, beyond them. */
    private static final long IS_PART = 1L << COUNTS;

    private static final long RTT_UNIT_NANOS = 100;

    private static final List<Health> HEALTHS = List.of(Health.UNKNOWN, Health.HEALTHY, Health.DEGRADED, Health.DOWN);
    private static final List<Cause> CAUSES = List.of(
            Cause.NONE,
            Cause.GATEWAY,
            Cause.UPLINK,
            Cause.LINK,
            Cause.TUNNEL,
            Cause.REMOTE,
            Cause.RATE_LIMITED,
            Cause.MTU,
            Cause.UNKNOWN);
    static final List<Outcome> OUTCOMES = List.of(
            Outcome.ANSWERED,
            Outcome.LATE,
            Outcome.LOST,
            Outcome.REFUSED,
            Outcome.UNREACHABLE,
            Outcome.NOT_SENT,
            Outcome.VOID);

    private PeriodCodec() {}

    /** @param isPart whether the period was cut short, and its rest may follow */
    static byte[] encode(PastPeriod period, boolean isPart) {
        var out = new Digits.Writer();
        int flags = period.rtt()
                .map(rtt -> rtt.jitterNanos().isPresent() ? HAS_RTT | HAS_JITTER : HAS_RTT)
                .orElse(0);
        int verdict = CAUSES.indexOf(period.cause()) << HEALTH_BITS | HEALTHS.indexOf(period.health());
        out.number((long) verdict << FLAG_BITS | flags);
        out.number(period.sequence());
        encode(period.counts(), period.details().size(), isPart ? IS_PART : 0, out);
        period.rtt().ifPresent(rtt -> encode(rtt, out));
        period.details().forEach(detail -> encode(detail, out));
        return out.bytes();
    }

    static PastPeriod decode(byte[] bytes, Instant start, Duration length) {
        var in = new Digits.Reader(bytes);
        long head = in.number();
        int verdict = (int) (head >> FLAG_BITS);
        long sequence = in.number();
        long[] counts = counts(in);
        Optional<RttStatistics> rtt =
                (head & HAS_RTT) == 0 ? Optional.empty() : Optional.of(rtt(in, (head & HAS_JITTER) != 0));
        return new PastPeriod(
                start,
                length,
                sequence,
                sampleCounts(counts),
                details(in, (int) counts[counts.length - 1]),
                rtt,
                HEALTHS.get(verdict & (1 << HEALTH_BITS) - 1),
                CAUSES.get(verdict >> HEALTH_BITS));
    }

    /** Whether the period was cut short. */
    static boolean isPart(byte[] bytes) {
        var in = new Digits.Reader(bytes);
        in.number(); // verdict
        in.number(); // sequence
        in.number(); // answered
        return (in.number() & IS_PART) != 0;
    }

    /** A mask of those that are not 0, and those. */
    private static void encode(SampleCounts counts, int details, long flag, Digits.Writer out) {
        long[] all = {
            counts.late(),
            counts.lost(),
            counts.refused(),
            counts.unreachable(),
            counts.notSent(),
            counts.voided(),
            counts.duplicates(),
            counts.reordered(),
            counts.lossRuns(),
            counts.longestLossRun(),
            details
        };
        long mask = flag;
        for (int i = 0; i < all.length; i++) {
            mask |= all[i] == 0 ? 0 : 1L << i;
        }
        out.number(counts.answered());
        out.number(mask);
        for (long count : all) {
            if (count != 0) {
                out.number(count);
            }
        }
    }

    private static long[] counts(Digits.Reader in) {
        long[] counts = new long[1 + COUNTS];
        counts[0] = in.number();
        long mask = in.number();
        for (int i = 0; i < COUNTS; i++) {
            counts[1 + i] = (mask & 1L << i) == 0 ? 0 : in.number();
        }
        return counts;
    }

    private static SampleCounts sampleCounts(long[] counts) {
        int i = 0;
        return new SampleCounts(
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i++],
                (int) counts[i]);
    }

    private static void encode(RttStatistics rtt, Digits.Writer out) {
        long min = units(rtt.minNanos());
        out.number(min);
        out.number(units(rtt.meanNanos()) - min);
        out.number(units(rtt.p50Nanos()) - min);
        out.number(units(rtt.p95Nanos()) - min);
        out.number(units(rtt.p99Nanos()) - min);
        out.number(units(rtt.maxNanos()) - min);
        out.number(units(rtt.stddevNanos()));
        rtt.jitterNanos().ifPresent(jitter -> out.number(units(jitter)));
    }

    private static RttStatistics rtt(Digits.Reader in, boolean hasJitter) {
        long min = in.number();
        return new RttStatistics(
                nanos(min),
                nanos(min + in.number()),
                nanos(min + in.number()),
                nanos(min + in.number()),
                nanos(min + in.number()),
                nanos(min + in.number()),
                nanos(in.number()),
                hasJitter ? OptionalLong.of(nanos(in.number())) : OptionalLong.empty());
    }

    private static long units(long nanos) {
        return (nanos + RTT_UNIT_NANOS / 2) / RTT_UNIT_NANOS;
    }

    private static long nanos(long units) {
        return units * RTT_UNIT_NANOS;
    }

    private static void encode(OutcomeDetail detail, Digits.Writer out) {
        out.number(OUTCOMES.indexOf(detail.outcome()));
        out.number(CAUSES.indexOf(detail.cause()));
        out.number(detail.samples());
        out.text(detail.reason());
        out.bytes(detail.error().map(error -> error.sender().getAddress()).orElse(new byte[0]));
        detail.error().ifPresent(error -> {
            out.number(error.type());
            out.number(error.code());
            out.number(error.nextHopMtu().orElse(0));
        });
    }

    private static List<OutcomeDetail> details(Digits.Reader in, int number) {
        var details = new ArrayList<OutcomeDetail>();
        for (int i = 0; i < number; i++) {
            Outcome outcome = OUTCOMES.get((int) in.number());
            Cause cause = CAUSES.get((int) in.number());
            int samples = (int) in.number();
            details.add(new OutcomeDetail(outcome, cause, in.text(), samples, error(in)));
        }
        return details;
    }

    private static Optional<IcmpError> error(Digits.Reader in) {
        byte[] sender = in.bytes();
        if (sender.length == 0) {
            return Optional.empty();
        }
        int type = (int) in.number();
        int code = (int) in.number();
        int mtu = (int) in.number();
        return Optional.of(
                new IcmpError(type, code, address(sender), mtu == 0 ? OptionalInt.empty() : OptionalInt.of(mtu)));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address has " + bytes.length + " bytes", e);
        }
    }
}
