package org.gatewatch.mqtt.internal;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.mqtt.internal.record.Recorded;

/**
 * InfluxDB's line protocol, which Telegraf's {@code mqtt_consumer} reads by default: one line for each message. Names are
 * tags, with the monitor's own tags; everything else is a field. A report's time is the start of its period, a state's
 * time when it is published.
 *
 * @param gatewayId this gateway
 * @param clock says when a state is published
 */
record LineFormat(String gatewayId, Clock clock) implements Format {
    private static final Set<String> OURS = Set.of("gateway", "monitor", "probe", "connection");

    @Override
    public String report(Recorded recorded) {
        Report report = recorded.report();
        var line = new Line("gatewatch_report");
        line.tag("gateway", gatewayId);
        line.tag("monitor", report.id().monitor());
        line.tag("probe", report.id().probe());
        tags(line, report.tags());
        line.field("bootId", recorded.bootId());
        line.field("sequence", report.sequence());
        line.field("periodSeconds", report.period().toSeconds());
        counts(line, report.counts());
        report.rtt().ifPresent(rtt -> rtt(line, rtt));
        verdict(line, report.health(), report.cause());
        line.field("serial", recorded.serial());
        if (recorded.isHistorical()) {
            line.field("historical", true);
        }
        return line.at(report.periodStart());
    }

    private static void tags(Line line, Map<String, String> tags) {
        tags.forEach((key, value) -> line.tag(OURS.contains(key) ? "tag_" + key : key, value));
    }

    private static void counts(Line line, SampleCounts counts) {
        line.field("sent", counts.sent());
        line.field("answered", counts.answered());
        line.field("late", counts.late());
        line.field("lost", counts.lost());
        line.field("refused", counts.refused());
        line.field("unreachable", counts.unreachable());
        line.field("notSent", counts.notSent());
        line.field("void", counts.voided());
        line.field("duplicates", counts.duplicates());
        line.field("reordered", counts.reordered());
        line.field("lossRuns", counts.lossRuns());
        line.field("longestLossRun", counts.longestLossRun());
        counts.lossPercent().ifPresent(percent -> line.decimal("lossPercent", percent));
    }

    private static void rtt(Line line, RttStatistics rtt) {
        line.micros("rttMicrosMin", rtt.minNanos());
        line.micros("rttMicrosMean", rtt.meanNanos());
        line.micros("rttMicrosP50", rtt.p50Nanos());
        line.micros("rttMicrosP95", rtt.p95Nanos());
        line.micros("rttMicrosP99", rtt.p99Nanos());
        line.micros("rttMicrosMax", rtt.maxNanos());
        line.micros("rttMicrosStddev", rtt.stddevNanos());
        rtt.jitterNanos().ifPresent(nanos -> line.micros("rttMicrosJitter", nanos));
    }

    private static void verdict(Line line, Health health, Cause cause) {
        line.field("health", health.name());
        line.field("cause", cause.label());
    }

    @Override
    public String state(ProbeStatus status) {
        var line = new Line("gatewatch_state");
        line.tag("gateway", gatewayId);
        line.tag("monitor", status.id().monitor());
        line.tag("probe", status.id().probe());
        line.field("state", status.state().name());
        verdict(line, status.health(), status.cause());
        line.field("since", status.since().toString());
        return line.at(now());
    }

    @Override
    public String monitor(MonitorStatus status) {
        var line = new Line("gatewatch_monitor");
        line.tag("gateway", gatewayId);
        line.tag("monitor", status.monitor().name());
        tags(line, status.monitor().tags());
        verdict(line, status.health(), status.cause());
        line.field("since", status.since().toString());
        return line.at(now());
    }

    @Override
    public String connection(ConnectionStatus status) {
        var line = new Line("gatewatch_connection");
        line.tag("gateway", gatewayId);
        line.tag("connection", status.connection().name());
        line.field("connectionId", status.connection().id().toString());
        verdict(line, status.health(), status.cause());
        line.field("since", status.since().toString());
        return line.at(now());
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, clock.epochNanos());
    }

    /** A line that grows: first tags, then fields. */
    private static final class Line {
        private final StringBuilder text;
        private char separator = ' ';

        Line(String measurement) {
            text = new StringBuilder(500).append(measurement);
        }

        /** An empty value is no tag in this protocol; a backslash at the end of a value would swallow what follows. */
        void tag(String key, String value) {
            if (!value.isEmpty() && !key.isEmpty()) {
                text.append(',').append(tagText(key)).append('=').append(tagText(value));
            }
        }

        private static String tagText(String name) {
            return name.replaceAll("\\p{Cntrl}", " ").replace('\\', '/').replaceAll("([ ,=])", "\\\\$1");
        }

        private StringBuilder name(String key) {
            text.append(separator).append(key).append('=');
            separator = ',';
            return text;
        }

        void field(String key, String value) {
            String escaped = value.replaceAll("\\p{Cntrl}", " ").replaceAll("([\"\\\\])", "\\\\$1");
            name(key).append('"').append(escaped).append('"');
        }

        void field(String key, long value) {
            name(key).append(value).append('i');
        }

        void field(String key, boolean value) {
            name(key).append(value);
        }

        void decimal(String key, double value) {
            name(key).append(String.format(Locale.ROOT, "%.3f", value));
        }

        void micros(String key, long nanos) {
            decimal(key, nanos / 1e3);
        }

        String at(Instant time) {
            return text.append(' ')
                    .append(time.getEpochSecond())
                    .append(String.format(Locale.ROOT, "%09d", time.getNano()))
                    .toString();
        }
    }
}
