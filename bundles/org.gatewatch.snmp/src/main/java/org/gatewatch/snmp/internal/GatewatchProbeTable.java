package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.snmp.internal.OutcomeTotals.Rare;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** {@code gwProbeTable}: how each probe does, and what it measured in its last completed period. */
final class GatewatchProbeTable {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long PARTS_PER_MILLION = 1_000_000;
    private static final List<Table.Column<ProbeRow>> COLUMNS = columns();

    private GatewatchProbeTable() {}

    static Table<ProbeRow> of(OID entry, SortedRows<ProbeRow> rows) {
        return new Table<>(entry, COLUMNS, rows);
    }

    private static List<Table.Column<ProbeRow>> columns() {
        var columns = new ArrayList<>(verdict());
        columns.addAll(period());
        columns.addAll(rtt());
        columns.addAll(totals());
        return List.copyOf(columns);
    }

    private static List<Table.Column<ProbeRow>> verdict() {
        return List.of(
                new Table.Column<>(
                        3, "Health", row -> GatewatchMib.health(row.status().health())),
                new Table.Column<>(
                        4, "Cause", row -> GatewatchMib.cause(row.status().cause())),
                new Table.Column<>(
                        5,
                        "Since",
                        row -> SnmpValues.dateAndTime(Optional.of(row.status().since()))),
                new Table.Column<>(6, "State", row -> GatewatchMib.state(row.state())),
                new Table.Column<>(
                        7, "Reason", row -> SnmpValues.text(row.status().reason())),
                new Table.Column<>(8, "Interface", row -> SnmpValues.text(interfaceName(row))),
                new Table.Column<>(
                        9,
                        "PathMtu",
                        row -> SnmpValues.unsigned(row.status().pathMtu().orElse(0))),
                new Table.Column<>(
                        10,
                        "Pace",
                        row -> SnmpValues.unsigned(row.status().pace().toMillis())));
    }

    static String interfaceName(ProbeRow row) {
        return row.status().egress().map(Egress::interfaceName).orElse("");
    }

    private static List<Table.Column<ProbeRow>> period() {
        return List.of(
                new Table.Column<>(
                        11,
                        "Period",
                        row -> new Counter64(row.report().map(Report::sequence).orElse(0L))),
                new Table.Column<>(
                        12,
                        "PeriodStart",
                        row -> SnmpValues.dateAndTime(row.report().map(Report::periodStart))),
                new Table.Column<>(
                        13,
                        "PeriodLength",
                        row -> SnmpValues.unsigned(row.aggregationPeriod().toSeconds())),
                new Table.Column<>(14, "Sent", row -> count(row, SampleCounts::sent)),
                new Table.Column<>(15, "Loss", row -> count(row, GatewatchProbeTable::lossPartsPerMillion)),
                new Table.Column<>(16, "LossRuns", row -> count(row, SampleCounts::lossRuns)),
                new Table.Column<>(17, "LongestLossRun", row -> count(row, SampleCounts::longestLossRun)));
    }

    private static Gauge32 count(ProbeRow row, ToIntFunction<SampleCounts> value) {
        return SnmpValues.unsigned(
                row.report().map(Report::counts).map(value::applyAsInt).orElse(0));
    }

    private static int lossPartsPerMillion(SampleCounts counts) {
        long lost = (long) counts.sent() - counts.answered();
        return counts.sent() == 0 ? 0 : (int) (lost * PARTS_PER_MILLION / counts.sent());
    }

    private static List<Table.Column<ProbeRow>> rtt() {
        record Part(String name, ToLongFunction<RttStatistics> nanos) {}
        var parts = List.of(
                new Part("Min", RttStatistics::minNanos),
                new Part("Mean", RttStatistics::meanNanos),
                new Part("P50", RttStatistics::p50Nanos),
                new Part("P95", RttStatistics::p95Nanos),
                new Part("P99", RttStatistics::p99Nanos),
                new Part("Max", RttStatistics::maxNanos),
                new Part("Jitter", rtt -> rtt.jitterNanos().orElse(0)));
        var columns = new ArrayList<Table.Column<ProbeRow>>();
        for (Part part : parts) {
            columns.add(new Table.Column<>(
                    18 + columns.size(), "Rtt" + part.name(), row -> micros(nanos(row, part.nanos()))));
        }
        for (Part part : parts) {
            columns.add(new Table.Column<>(
                    18 + columns.size(), "RttNanos" + part.name(), row -> new Counter64(nanos(row, part.nanos()))));
        }
        return columns;
    }

    private static long nanos(ProbeRow row, ToLongFunction<RttStatistics> part) {
        return row.report().flatMap(Report::rtt).map(part::applyAsLong).orElse(0L);
    }

    /** Rounded up: 0 means that there was none. */
    private static Gauge32 micros(long nanos) {
        return SnmpValues.unsigned((nanos + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO);
    }

    private static List<Table.Column<ProbeRow>> totals() {
        return List.of(
                new Table.Column<>(
                        32,
                        "CountersSince",
                        row -> SnmpValues.dateAndTime(row.totals().since())),
                new Table.Column<>(33, "Answered", row -> total(row, OutcomeTotals::answered)),
                new Table.Column<>(34, "Late", row -> rare(row, Rare::late)),
                new Table.Column<>(35, "Lost", row -> total(row, OutcomeTotals::lost)),
                new Table.Column<>(36, "Refused", row -> rare(row, Rare::refused)),
                new Table.Column<>(37, "Unreachable", row -> rare(row, Rare::unreachable)),
                new Table.Column<>(38, "NotSent", row -> rare(row, Rare::notSent)),
                new Table.Column<>(39, "Void", row -> rare(row, Rare::voided)),
                new Table.Column<>(40, "Duplicates", row -> rare(row, Rare::duplicates)),
                new Table.Column<>(41, "Reordered", row -> rare(row, Rare::reordered)),
                new Table.Column<>(
                        42, "FullName", row -> SnmpValues.text(row.id().toString())));
    }

    private static Variable rare(ProbeRow row, ToLongFunction<Rare> part) {
        return new Counter64(part.applyAsLong(row.totals().rare()));
    }

    private static Variable total(ProbeRow row, ToLongFunction<OutcomeTotals> part) {
        return new Counter64(part.applyAsLong(row.totals()));
    }
}
