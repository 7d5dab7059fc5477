package org.gatewatch.mqtt.internal.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/**
 * How a report waits in the queue: about 150 bytes, where its text has 750. It is written out when it is sent, in the
 * format and to the topic of that moment. Of its probe there is what a message says, everything else has its default.
 *
 * <p>Enumerations are numbers by their order, so new constants go to the end; another layout gets another first byte.
 */
public final class RecordCodec {
    /** What a record begins with; the text of a message never does. */
    public static final byte VERSION = 1;

    private RecordCodec() {}

    public static byte[] encode(Report report, String bootId) {
        var out = new RecordWriter(VERSION);
        out.text(bootId);
        out.text(report.id().monitor()).text(report.id().probe());
        destination(out, report.probe().destination());
        packet(out, report.probe().packet());
        out.optional(report.source(), out::address);
        out.optional(report.destination(), out::address);
        out.number(report.tags().size());
        report.tags().forEach((key, value) -> out.text(key).text(value));
        out.number(report.periodStart().toEpochMilli());
        out.number(report.period().toMillis());
        out.number(report.sequence());
        counts(out, report.counts());
        out.number(report.details().size());
        report.details().forEach(detail -> detail(out, detail));
        out.optional(report.rtt(), rtt -> rtt(out, rtt));
        out.constant(report.health()).constant(report.cause());
        return out.bytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if that cannot be
     */
    public static Recorded decode(byte[] bytes, long serial, boolean isHistorical) {
        var in = new RecordReader(bytes);
        if (in.octet() != VERSION) {
            throw new IllegalArgumentException("a record of another version");
        }
        String bootId = in.text();
        var id = new ProbeId(in.text(), in.text());
        var report = new Report(
                id,
                probe(id, destination(in), packet(in)),
                in.optional(in::address),
                in.optional(in::address),
                tags(in),
                Instant.ofEpochMilli(in.number()),
                Duration.ofMillis(in.number()),
                in.number(),
                counts(in),
                details(in),
                in.optional(() -> rtt(in)),
                in.constant(Health.values()),
                in.constant(Cause.values()));
        return new Recorded(report, bootId, serial, isHistorical);
    }

    private static Probe probe(ProbeId id, Destination destination, Packet packet) {
        return new Probe(
                id.probe(),
                Optional.empty(),
                new Source.Any(),
                0,
                destination,
                packet,
                Probe.DEFAULT_INTERVAL,
                Probe.DEFAULT_TIMEOUT,
                false,
                Thresholds.DEFAULT);
    }

    private static void destination(RecordWriter out, Destination destination) {
        if (destination instanceof Destination.Address address) {
            out.number(0).address(address.address());
        } else {
            out.number(1).text(destination.toString());
        }
    }

    private static Destination destination(RecordReader in) {
        return in.number() == 0
                ? new Destination.Address(in.address())
                : new Destination.Name(in.text(), Destination.Family.ANY);
    }

    private static void packet(RecordWriter out, Packet packet) {
        out.constant(packet.protocol());
        packet.port().ifPresent(out::number);
    }

    private static Packet packet(RecordReader in) {
        return in.constant(Protocol.values()) == Protocol.TCP ? Packet.syn(in.integer()) : Packet.ECHO;
    }

    private static Map<String, String> tags(RecordReader in) {
        int size = in.integer();
        var tags = new LinkedHashMap<String, String>();
        for (int i = 0; i < size; i++) {
            tags.put(in.text(), in.text());
        }
        return tags;
    }

    private static void counts(RecordWriter out, SampleCounts counts) {
        out.number(counts.answered())
                .number(counts.late())
                .number(counts.lost())
                .number(counts.refused());
        out.number(counts.unreachable()).number(counts.notSent()).number(counts.voided());
        out.number(counts.duplicates()).number(counts.reordered());
        out.number(counts.lossRuns()).number(counts.longestLossRun());
    }

    private static SampleCounts counts(RecordReader in) {
        return new SampleCounts(
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer());
    }

    private static void detail(RecordWriter out, OutcomeDetail detail) {
        out.constant(detail.outcome()).constant(detail.cause());
        out.text(detail.reason()).number(detail.samples());
        out.optional(detail.error(), error -> {
            out.number(error.type()).number(error.code()).address(error.sender());
            out.number(error.nextHopMtu().orElse(-1) + 1);
        });
    }

    private static List<OutcomeDetail> details(RecordReader in) {
        int size = in.integer();
        var details = new ArrayList<OutcomeDetail>();
        for (int i = 0; i < size; i++) {
            details.add(new OutcomeDetail(
                    in.constant(Outcome.values()),
                    in.constant(Cause.values()),
                    in.text(),
                    in.integer(),
                    in.optional(() -> error(in))));
        }
        return details;
    }

    private static IcmpError error(RecordReader in) {
        int type = in.integer();
        int code = in.integer();
        var sender = in.address();
        int mtu = in.integer() - 1;
        return new IcmpError(type, code, sender, mtu < 0 ? OptionalInt.empty() : OptionalInt.of(mtu));
    }

    private static void rtt(RecordWriter out, RttStatistics rtt) {
        out.number(rtt.minNanos())
                .number(rtt.meanNanos())
                .number(rtt.p50Nanos())
                .number(rtt.p95Nanos());
        out.number(rtt.p99Nanos()).number(rtt.maxNanos()).number(rtt.stddevNanos());
        out.number(rtt.jitterNanos().orElse(-1) + 1);
    }

    private static RttStatistics rtt(RecordReader in) {
        return new RttStatistics(
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                jitter(in.number() - 1));
    }

    private static OptionalLong jitter(long nanos) {
        return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
