package org.gatewatch.snmp.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Destination;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.snmp4j.smi.OID;

/**
 * What SNMP shows of one probe: what we were told last, and what is not told again. Immutable.
 *
 * @param index its index in the tables
 * @param status how it does, without a report
 * @param interfaceIndex of the interface that the probe is bound to; 0 when it is bound to none
 * @param report of the last completed period
 * @param goodBefore end of the last period with an answer, where that is not the last one
 * @param totals of all periods since the probe is known, whatever it measured
 * @param history of the completed periods
 */
record ProbeRow(
        OID index,
        ProbeStatus status,
        int interfaceIndex,
        Optional<Report> report,
        Optional<Instant> goodBefore,
        OutcomeTotals totals,
        History history) {

    static ProbeRow of(OID index, ProbeStatus status) {
        return new ProbeRow(
                        index,
                        status.with(Optional.empty()),
                        interfaceIndex(status.probe()),
                        Optional.empty(),
                        Optional.empty(),
                        OutcomeTotals.NONE,
                        History.EMPTY)
                .with(status);
    }

    /** A report that overtook the probe's first status. */
    static ProbeRow of(OID index, Report report) {
        return of(
                        index,
                        new ProbeStatus(
                                report.id(),
                                report.probe(),
                                report.period(),
                                LifecycleState.PENDING,
                                "",
                                report.health(),
                                report.cause(),
                                report.periodStart(),
                                Optional.empty(),
                                OptionalInt.empty(),
                                report.probe().interval(),
                                Optional.empty()))
                .with(report);
    }

    /** A probe that measures something else now starts anew under its old index: old values are not about it. */
    ProbeRow with(ProbeStatus next) {
        boolean same = measures(next.probe()) && !isTestAgain(next.probe());
        var row = new ProbeRow(
                index,
                next.with(Optional.empty()),
                same ? interfaceIndex : interfaceIndex(next.probe()),
                same ? report : Optional.empty(),
                same ? goodBefore : Optional.empty(),
                totals,
                same ? history : History.EMPTY);
        return next.lastReport()
                .filter(last -> row.measures(last.probe()) && row.isNewer(last))
                .map(row::with)
                .orElse(row);
    }

    /** A test has so many packets and no more, and a row for each. */
    private boolean isNotOfTest(Report next) {
        var counts = next.counts();
        return PingTest.probes(this).isPresent()
                && (counts.sent() + counts.notSent() + counts.voided() == 0 || PingTest.isCompleted(this));
    }

    private boolean isTestAgain(Probe next) {
        return next.enabled() && !probe().enabled() && PingTest.probes(this).isPresent();
    }

    /** Whether this is our probe, however it is judged, labelled, or switched. Almost always it is the same object. */
    private boolean measures(Probe other) {
        return other.equals(probe()) || other.enabled(true).measuresTheSameAs(probe().enabled(true));
    }

    private boolean isNewer(Report other) {
        return report.isEmpty() || other.sequence() > report.get().sequence();
    }

    /**
     * The row after one more completed period; the same row when the period is in it already, or is about what the probe
     * measured before.
     */
    ProbeRow with(Report next) {
        boolean known = report.isPresent() && report.get().sequence() == next.sequence();
        if (known || !measures(next.probe()) || isNotOfTest(next)) {
            return this;
        }
        Optional<Instant> before = isGood(next) ? Optional.empty() : lastGood();
        return new ProbeRow(
                index,
                status,
                interfaceIndex,
                Optional.of(next),
                before,
                totals.plus(next),
                history.with(History.Entry.of(next), next.period()));
    }

    /** The end of the last period with an answer. */
    Optional<Instant> lastGood() {
        return report.filter(ProbeRow::isGood)
                .map(good -> good.periodStart().plus(good.period()))
                .or(() -> goodBefore);
    }

    private static boolean isGood(Report report) {
        return report.counts().answered() > 0;
    }

    ProbeId id() {
        return status.id();
    }

    Probe probe() {
        return status.probe();
    }

    LifecycleState state() {
        return status.state();
    }

    /** Length of the reports' periods. */
    Duration aggregationPeriod() {
        return report.map(Report::period).orElse(status.aggregationPeriod());
    }

    /** What the name of its destination came to; empty when it has none. */
    Optional<InetAddress> resolved() {
        return probe().destination() instanceof Destination.Name
                ? status.egress().map(Egress::destination).or(() -> report.flatMap(Report::destination))
                : Optional.empty();
    }

    /** The configured source address, else the one in use. */
    Optional<InetAddress> source() {
        return probe().source() instanceof Source.Address configured
                ? Optional.of(configured.address())
                : status.egress().map(Egress::source).or(() -> report.flatMap(Report::source));
    }

    private static int interfaceIndex(Probe probe) {
        if (!(probe.source() instanceof Source.Interface configured)) {
            return 0;
        }
        try {
            var networkInterface = NetworkInterface.getByName(configured.name());
            return networkInterface == null ? 0 : Math.max(0, networkInterface.getIndex());
        } catch (SocketException e) {
            // the kernel does not tell; 0 is what the MIB has for it
            return 0;
        }
    }
}
