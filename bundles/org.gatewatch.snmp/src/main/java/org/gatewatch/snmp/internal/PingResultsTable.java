package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.function.ToLongFunction;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;

/** {@code pingResultsTable}: the last completed period of each probe; zeros before the first. */
final class PingResultsTable {
    private static final double NANOS_PER_MILLI = 1e6;

    private static final List<Table.Column<ProbeRow>> COLUMNS = List.of(
            new Table.Column<>(1, "OperStatus", row -> new Integer32(operStatus(row))),
            // RFC 4560 fills these two only when the target is a DNS name
            new Table.Column<>(2, "IpTargetAddressType", row -> SnmpValues.addressType(row.resolved())),
            new Table.Column<>(3, "IpTargetAddress", row -> SnmpValues.address(row.resolved())),
            new Table.Column<>(4, "MinRtt", row -> millis(row, RttStatistics::minNanos, PingTest.Results::minMillis)),
            new Table.Column<>(5, "MaxRtt", row -> millis(row, RttStatistics::maxNanos, PingTest.Results::maxMillis)),
            new Table.Column<>(
                    6, "AverageRtt", row -> millis(row, RttStatistics::meanNanos, PingTest.Results::meanMillis)),
            new Table.Column<>(
                    7,
                    "ProbeResponses",
                    row -> count(row, report -> report.counts().answered(), PingTest.Results::answered)),
            new Table.Column<>(
                    8, "SentProbes", row -> count(row, report -> report.counts().sent(), PingTest.Results::sent)),
            new Table.Column<>(
                    9,
                    "RttSumOfSquares",
                    row -> count(row, PingResultsTable::sumOfSquares, PingTest.Results::sumOfSquares)),
            new Table.Column<>(10, "LastGoodProbe", row -> SnmpValues.dateAndTime(row.lastGood())));

    private PingResultsTable() {}

    static Table<ProbeRow> of(SortedRows<ProbeRow> rows) {
        return new Table<>(PingMib.RESULTS_ENTRY, COLUMNS, rows);
    }

    private static int operStatus(ProbeRow row) {
        if (PingTest.isCompleted(row)) {
            return PingMib.COMPLETED;
        }
        boolean runs = row.state() == LifecycleState.PENDING || row.state() == LifecycleState.ACTIVE;
        return runs ? PingMib.ENABLED : PingMib.DISABLED;
    }

    private static Gauge32 millis(
            ProbeRow row, ToLongFunction<RttStatistics> nanos, ToLongFunction<PingTest.Results> ofTest) {
        return count(
                row,
                report -> report.rtt()
                        .map(rtt -> SnmpValues.millisOfAnswer(nanos.applyAsLong(rtt)))
                        .orElse(0L),
                ofTest);
    }

    private static Gauge32 count(ProbeRow row, ToLongFunction<Report> value, ToLongFunction<PingTest.Results> ofTest) {
        return SnmpValues.unsigned(
                PingTest.probes(row).isPresent()
                        ? ofTest.applyAsLong(PingTest.Results.of(row))
                        : row.report().map(value::applyAsLong).orElse(0L));
    }

    /**
     * Sum of the squared round-trip times in ms², from mean and standard deviation. Never below what the rounded-up
     * mean implies, because a reader computes √(sum / n − mean²).
     */
    private static long sumOfSquares(Report report) {
        if (report.rtt().isEmpty()) {
            return 0;
        }
        RttStatistics rtt = report.rtt().get();
        double mean = rtt.meanNanos() / NANOS_PER_MILLI;
        double deviation = rtt.stddevNanos() / NANOS_PER_MILLI;
        double shownMean = SnmpValues.millisOfAnswer(rtt.meanNanos());
        double perAnswer = Math.max(mean * mean + deviation * deviation, shownMean * shownMean);
        return (long) Math.ceil(report.counts().answered() * perAnswer);
    }
}
