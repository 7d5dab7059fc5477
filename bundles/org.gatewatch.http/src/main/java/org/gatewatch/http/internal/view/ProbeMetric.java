package org.gatewatch.http.internal.view;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;

/**
 * Something that is said of each probe.
 *
 * @param name with the base unit at its end
 * @param help what it means
 * @param value empty where it is not known
 */
record ProbeMetric(String name, String help, Function<ProbeStatus, OptionalDouble> value) {
    private static final double NANOS = 1e9;

    /** All of them, in the order in which they are sent. */
    static final List<ProbeMetric> ALL = List.of(
            state("health", "0 unknown, 1 healthy, 2 degraded, 3 down.", it -> number(it.health())),
            state("active", "Whether packets are being sent.", it -> it.state() == LifecycleState.ACTIVE ? 1 : 0),
            state("pace_seconds", "Time between two packets.", it -> it.pace().toNanos() / NANOS),
            report(
                    "samples_sent",
                    "In the last period, without what our side failed to send.",
                    it -> some(it.counts().sent())),
            report(
                    "samples_answered",
                    "In the last period.",
                    it -> some(it.counts().answered())),
            report(
                    "samples_late",
                    "Answered after the timeout in the last period.",
                    it -> some(it.counts().late())),
            report(
                    "samples_not_sent",
                    "That our side failed to send in the last period.",
                    it -> some(it.counts().notSent())),
            report("loss_ratio", "Of the last period, 0 to 1.", ProbeMetric::lossRatio),
            report(
                    "period_start_timestamp_seconds",
                    "Of the last period.",
                    it -> some((double) it.periodStart().getEpochSecond())),
            rtt("min", RttStatistics::minNanos),
            rtt("mean", RttStatistics::meanNanos),
            rtt("p50", RttStatistics::p50Nanos),
            rtt("p95", RttStatistics::p95Nanos),
            rtt("p99", RttStatistics::p99Nanos),
            rtt("max", RttStatistics::maxNanos),
            report(
                    "jitter_seconds",
                    "Mean difference of consecutive round-trip times in the last period.",
                    it -> seconds(it.rtt().map(RttStatistics::jitterNanos).orElseGet(OptionalLong::empty))));

    private static ProbeMetric state(String name, String help, Function<ProbeStatus, Number> value) {
        return new ProbeMetric(
                "gatewatch_probe_" + name, help, it -> some(value.apply(it).doubleValue()));
    }

    private static ProbeMetric report(String name, String help, Function<Report, OptionalDouble> value) {
        return new ProbeMetric("gatewatch_probe_" + name, help, it -> it.lastReport()
                .map(value)
                .orElseGet(OptionalDouble::empty));
    }

    private static ProbeMetric rtt(String which, ToLongFunction<RttStatistics> nanos) {
        return report("rtt_" + which + "_seconds", "Round-trip time in the last period.", it -> it.rtt()
                .map(rtt -> some(nanos.applyAsLong(rtt) / NANOS))
                .orElseGet(OptionalDouble::empty));
    }

    private static OptionalDouble lossRatio(Report report) {
        var percent = report.counts().lossPercent();
        return percent.isPresent() ? some(percent.getAsDouble() / 100) : percent;
    }

    private static OptionalDouble seconds(OptionalLong nanos) {
        return nanos.isPresent() ? some(nanos.getAsLong() / NANOS) : OptionalDouble.empty();
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
}
