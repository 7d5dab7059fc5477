package org.gatewatch.history.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.testkit.Reports;

/** What an engine would report. */
final class Examples {
    static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    static final ProbeId PARIS = new ProbeId("offices", "paris");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private Examples() {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Number 0 is {@link #BERLIN}. */
    static ProbeId probe(int number) {
        return number == 0 ? BERLIN : new ProbeId("offices", "probe-" + number);
    }

    static Retention days(int days) {
        return new Retention(days * DAY_SECONDS, 512L << 20);
    }

    /** A minute in which all was well. */
    static Report good(ProbeId id, Instant start, long sequence) {
        return good(id, start, sequence, 0);
    }

    /** A minute in which all was well and packets took so much longer. */
    static Report good(ProbeId id, Instant start, long sequence, long longerNanos) {
        return Reports.good(id, start, sequence, longerNanos);
    }

    /** A period with one of everything in it. */
    static PastPeriod eventful() {
        var tooBig = new IcmpError(3, 4, address("192.0.2.1"), OptionalInt.of(1400));
        var prohibited = new IcmpError(1, 1, address("2001:db8::1"), OptionalInt.empty());
        return new PastPeriod(
                START,
                Duration.ofSeconds(30),
                123_456_789_012L,
                new SampleCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 300),
                List.of(
                        new OutcomeDetail(
                                Outcome.UNREACHABLE, Cause.MTU, "fragmentation needed", 3, Optional.of(tooBig)),
                        new OutcomeDetail(
                                Outcome.UNREACHABLE, Cause.LINK, "prohibited – ü", 2, Optional.of(prohibited)),
                        new OutcomeDetail(Outcome.VOID, Cause.GATEWAY, "the clock was stepped", 6, Optional.empty())),
                Optional.of(new RttStatistics(
                        1_000_000, 1_000_100, 999_900, 1_000_000, 1_000_000, 9_000_000_000L, 0, OptionalLong.empty())),
                Health.DEGRADED,
                Cause.UNKNOWN);
    }

    static Report report(ProbeId id, PastPeriod period) {
        return new Report(
                id,
                Probe.to(id.probe(), address("203.0.113.1")),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                period.start(),
                period.period(),
                period.sequence(),
                period.counts(),
                period.details(),
                period.rtt(),
                period.health(),
                period.cause());
    }

    /** A period of a minute with a sample a second, sent with some jitter, of which every tenth was lost. */
    static PeriodSamples samples(ProbeId id, Instant start) {
        var random = new Random(start.getEpochSecond());
        var sent = new long[60];
        var outcomes = new Outcome[60];
        var rtts = new long[60];
        for (int i = 0; i < 60; i++) {
            sent[i] = 500_000_000L + i * 1_000_000_000L + random.nextInt(50_000);
            outcomes[i] = i % 10 == 9 ? Outcome.LOST : Outcome.ANSWERED;
            rtts[i] = 20_000_000L + random.nextInt(500_000);
        }
        return new PeriodSamples(id, start, MINUTE, sent, outcomes, rtts);
    }

    static List<PastSample> samples(PeriodStore store, ProbeId id, Instant since, Instant until) {
        var samples = new ArrayList<PastSample>();
        store.samples(id, since, until).forEachRemaining(samples::add);
        return samples;
    }

    static List<Long> sequences(PeriodStore history, ProbeId id) {
        return sequences(history, id, Instant.EPOCH, START.plus(Duration.ofDays(3_650)));
    }

    static List<Long> sequences(PeriodStore history, ProbeId id, Instant since, Instant until) {
        var sequences = new ArrayList<Long>();
        history.periods(id, since, until).forEachRemaining(period -> sequences.add(period.sequence()));
        return sequences;
    }
}
