package org.gatewatch.http.internal.view;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.RttHistogram;

/**
 * All probes' last periods, and what the gateway did since its start, as text for Prometheus. Names carry base units:
 * seconds, ratios from 0 to 1. What is not known - an RTT without answers, a loss without samples - has no line, as
 * nothing is ever said as 0 that is not 0. A line is made when its turn has come: all of them are megabytes.
 */
final class MetricsText {
    private static final double NANOS = 1e9;
    private static final int DIGITS = 9;

    private final MetricsFormat format;
    private final List<ProbeStatus> statuses;
    private final EngineCounters counters;
    private final RttHistogram roundTrips;

    MetricsText(MetricsFormat format, List<ProbeStatus> statuses, Monitoring monitoring) {
        this.format = format;
        this.statuses = statuses;
        this.counters = monitoring.counters();
        this.roundTrips = monitoring.roundTrips();
    }

    /** The text, some lines at a time. */
    Iterator<String> iterator() {
        int families = ProbeMetric.ALL.size();
        int each = statuses.size() + 1;
        // One flat stream: flatMap would hold the lines of a whole family at a time.
        var lines = IntStream.range(0, families * each)
                .mapToObj(i -> piece(ProbeMetric.ALL.get(i / each), i % each))
                .filter(piece -> !piece.isEmpty());
        return Stream.concat(lines, Stream.of(histogram(), engine(), format.end()))
                .iterator();
    }

    private String piece(ProbeMetric metric, int number) {
        if (number == 0) {
            return format.head(metric.name(), "gauge", metric.help());
        }
        ProbeStatus status = statuses.get(number - 1);
        OptionalDouble value = metric.value().apply(status);
        return value.isEmpty() ? "" : metric.name() + labels(status) + ' ' + number(value.getAsDouble()) + '\n';
    }

    private String histogram() {
        String name = "gatewatch_rtt_seconds";
        var text = new StringBuilder(format.head(
                name, "histogram", "Round-trip times of all probes' closed periods since the start of the gateway."));
        long below = 0;
        for (var bucket : roundTrips.buckets()) {
            below += bucket.answers();
            text.append(name)
                    .append("_bucket{le=\"")
                    .append(bound(bucket.upToNanos()))
                    .append("\"} ")
                    .append(below)
                    .append('\n');
        }
        return text.append(name)
                .append("_bucket{le=\"+Inf\"} ")
                .append(roundTrips.answers())
                .append('\n')
                .append(name)
                .append("_sum ")
                .append(number(roundTrips.sumSeconds()))
                .append('\n')
                .append(name)
                .append("_count ")
                .append(roundTrips.answers())
                .append('\n')
                .toString();
    }

    private String engine() {
        return counter("gatewatch_packets_sent", "Handed to the kernel.", EngineCounters::packetsSent)
                + counter("gatewatch_packets_not_sent", "That our side could not send.", EngineCounters::packetsNotSent)
                + counter(
                        "gatewatch_packets_missed",
                        "Captured and thrown away by the kernel.",
                        EngineCounters::packetsMissed)
                + counter(
                        "gatewatch_events_dropped",
                        "Answers thrown away because the engine fell behind.",
                        EngineCounters::eventsDropped)
                + counter(
                        "gatewatch_notifications_dropped",
                        "Reports thrown away because a listener fell behind.",
                        EngineCounters::notificationsDropped);
    }

    private String counter(String name, String help, Function<EngineCounters, Long> value) {
        return format.head(name, "counter", help) + name + "_total " + value.apply(counters) + '\n';
    }

    /** As OpenMetrics wants them: 0.001, 1.0. */
    private static String bound(long nanos) {
        String seconds = BigDecimal.valueOf(nanos, DIGITS).stripTrailingZeros().toPlainString();
        return seconds.contains(".") ? seconds : seconds + ".0";
    }

    /** With nine digits after the dot unless it is whole; String.format would take most of the time of all. */
    private static String number(double value) {
        long whole = (long) value;
        if (value == whole) {
            return Long.toString(whole);
        }
        String nanos = Long.toString(Math.round((value - whole) * NANOS) + (long) NANOS);
        return whole + "." + nanos.substring(1);
    }

    private static String labels(ProbeStatus status) {
        return "{monitor=\"" + status.id().monitor() + "\",probe=\""
                + escaped(status.id().probe()) + "\",destination=\""
                + escaped(status.probe().destination().toString()) + "\",protocol=\""
                + status.probe().packet().protocol().name() + "\"}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
