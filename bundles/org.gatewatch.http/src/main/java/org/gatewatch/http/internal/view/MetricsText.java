package org.gatewatch.http.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;

/**
 * All probes' last periods as OpenMetrics 1.0. Names carry base units: seconds, ratios from 0 to 1. What is not known - an
 * RTT without answers, a loss without samples - has no line, as nothing is ever said as 0 that is not 0.
 */
final class MetricsText {
    static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final StringBuilder text = new StringBuilder(1 << 14);
    private final List<Labelled> probes = new ArrayList<>();

    private record Labelled(String labels, ProbeStatus status) {}

    private MetricsText(List<ProbeStatus> statuses) {
        for (ProbeStatus status : statuses) {
            probes.add(new Labelled(labels(status), status));
        }
    }

    static String of(List<ProbeStatus> statuses, EngineCounters counters) {
        var metrics = new MetricsText(statuses);
        metrics.state();
        metrics.samples();
        metrics.rtt();
        metrics.engine(counters);
        return metrics.text.append("# EOF\n").toString();
    }

    private void state() {
        gauge("gatewatch_probe_health", "0 unknown, 1 healthy, 2 degraded, 3 down.", it -> some(number(it.health())));
        gauge(
                "gatewatch_probe_active",
                "Whether packets are being sent.",
                it -> some(it.state().name().equals("ACTIVE") ? 1 : 0));
        gauge(
                "gatewatch_probe_pace_seconds",
                "Time between two packets.",
                it -> some(it.pace().toNanos() / 1e9));
    }

    private void samples() {
        report(
                "gatewatch_probe_samples_sent",
                "In the last period, without what our side failed to send.",
                it -> some(it.counts().sent()));
        report(
                "gatewatch_probe_samples_answered",
                "In the last period.",
                it -> some(it.counts().answered()));
        report(
                "gatewatch_probe_samples_late",
                "Answered after the timeout in the last period.",
                it -> some(it.counts().late()));
        report(
                "gatewatch_probe_samples_not_sent",
                "That our side failed to send in the last period.",
                it -> some(it.counts().notSent()));
        report("gatewatch_probe_loss_ratio", "Of the last period, 0 to 1.", MetricsText::lossRatio);
        report(
                "gatewatch_probe_period_start_timestamp_seconds",
                "Of the last period.",
                it -> some((double) it.periodStart().getEpochSecond()));
    }

    private void rtt() {
        rtt("min", RttStatistics::minNanos);
        rtt("mean", RttStatistics::meanNanos);
        rtt("p50", RttStatistics::p50Nanos);
        rtt("p95", RttStatistics::p95Nanos);
        rtt("p99", RttStatistics::p99Nanos);
        rtt("max", RttStatistics::maxNanos);
        report(
                "gatewatch_probe_jitter_seconds",
                "Mean difference of consecutive round-trip times in the last period.",
                it -> it.rtt()
                        .map(RttStatistics::jitterNanos)
                        .filter(jitter -> jitter.isPresent())
                        .map(jitter -> some(jitter.getAsLong() / 1e9))
                        .orElseGet(OptionalDouble::empty));
    }

    private void rtt(String which, Function<RttStatistics, Long> nanos) {
        report("gatewatch_probe_rtt_" + which + "_seconds", "Round-trip time in the last period.", it -> it.rtt()
                .map(rtt -> some(nanos.apply(rtt) / 1e9))
                .orElseGet(OptionalDouble::empty));
    }

    private void engine(EngineCounters counters) {
        counter("gatewatch_packets_sent", "Handed to the kernel.", counters.packetsSent());
        counter("gatewatch_packets_not_sent", "That our side could not send.", counters.packetsNotSent());
        counter("gatewatch_packets_missed", "Captured and thrown away by the kernel.", counters.packetsMissed());
        counter(
                "gatewatch_events_dropped",
                "Answers thrown away because the engine fell behind.",
                counters.eventsDropped());
        counter(
                "gatewatch_notifications_dropped",
                "Reports thrown away because a listener fell behind.",
                counters.notificationsDropped());
    }

    private void report(String name, String help, Function<Report, OptionalDouble> value) {
        gauge(name, help, it -> it.lastReport().map(value).orElseGet(OptionalDouble::empty));
    }

    private void gauge(String name, String help, Function<ProbeStatus, OptionalDouble> value) {
        head(name, "gauge", help);
        for (Labelled probe : probes) {
            value.apply(probe.status()).ifPresent(it -> line(name + probe.labels(), it));
        }
    }

    private void counter(String name, String help, long value) {
        head(name, "counter", help);
        line(name + "_total", (double) value);
    }

    private void head(String name, String type, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (name.endsWith("_seconds")) {
            text.append("# UNIT ").append(name).append(" seconds\n");
        }
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    private void line(String series, double value) {
        text.append(series).append(' ');
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            text.append((long) value);
        } else {
            text.append(String.format(Locale.ROOT, "%.9f", value));
        }
        text.append('\n');
    }

    private static OptionalDouble lossRatio(Report report) {
        var percent = report.counts().lossPercent();
        return percent.isPresent() ? some(percent.getAsDouble() / 100) : percent;
    }

    private static int number(Health health) {
        return switch (health) {
            case UNKNOWN -> 0;
            case HEALTHY -> 1;
            case DEGRADED -> 2;
            case DOWN -> 3;
        };
    }

    private static OptionalDouble some(double value) {
        return OptionalDouble.of(value);
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
