package org.gatewatch.snmp.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
 * What SNMP shows of one probe. Immutable.
 *
 * @param index its index in the tables
 * @param aggregationPeriod length of its reports' periods
 * @param resolved what the name of its destination came to; empty when it has none
 * @param source the configured source address, else the one in use
 * @param interfaceIndex of the interface that the probe is bound to; 0 when it is bound to none
 * @param report of the last completed period
 * @param goodBefore end of the last period with an answer, where that is not the last one
 * @param history of the completed periods
 */
record ProbeRow(
        OID index,
        ProbeId id,
        Probe probe,
        Duration aggregationPeriod,
        LifecycleState state,
        Optional<InetAddress> resolved,
        Optional<InetAddress> source,
        int interfaceIndex,
        Optional<Report> report,
        Optional<Instant> goodBefore,
        History history) {

    static ProbeRow of(OID index, ProbeStatus status) {
        return empty(index, status.id(), status.probe(), status.aggregationPeriod())
                .with(status);
    }

    static ProbeRow of(OID index, Report report) {
        return empty(index, report.id(), report.probe(), report.period()).with(report);
    }

    private static ProbeRow empty(OID index, ProbeId id, Probe probe, Duration aggregationPeriod) {
        return new ProbeRow(
                index,
                id,
                probe,
                aggregationPeriod,
                LifecycleState.PENDING,
                Optional.empty(),
                configuredAddress(probe),
                interfaceIndex(probe),
                Optional.empty(),
                Optional.empty(),
                History.EMPTY);
    }

    /** A probe that measures something else now starts anew under its old index: old values are not about it. */
    ProbeRow with(ProbeStatus status) {
        var same = status.probe().measuresTheSameAs(probe)
                ? this
                : empty(index, id, status.probe(), status.aggregationPeriod());
        var known = same.configured()
                ? same.source
                : status.egress().map(Egress::source).or(() -> same.source);
        var row = new ProbeRow(
                index,
                id,
                status.probe(),
                status.aggregationPeriod(),
                status.state(),
                nameOnly(
                        status.probe(), status.egress().map(Egress::destination).or(() -> same.resolved)),
                known,
                interfaceIndex(same.probe),
                same.report,
                same.goodBefore,
                same.history);
        return status.lastReport()
                .filter(last -> last.probe().measuresTheSameAs(row.probe) && row.isNewer(last))
                .map(row::with)
                .orElse(row);
    }

    private boolean isNewer(Report other) {
        return report.isEmpty() || other.sequence() > report.get().sequence();
    }

    /** The row after one more completed period; the same row when the period is in it already. */
    ProbeRow with(Report next) {
        var same = next.probe().measuresTheSameAs(probe) ? this : empty(index, id, next.probe(), next.period());
        if (same.report.isPresent() && same.report.get().sequence() == next.sequence()) {
            return same;
        }
        Optional<Instant> before = isGood(next) ? Optional.empty() : same.lastGood();
        return new ProbeRow(
                index,
                id,
                same.probe,
                next.period(),
                same.state,
                nameOnly(same.probe, next.destination().or(() -> same.resolved)),
                same.configured() ? same.source : next.source().or(() -> same.source),
                same.interfaceIndex,
                Optional.of(next),
                before,
                same.history.with(History.Entry.of(next)));
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

    private static Optional<InetAddress> nameOnly(Probe probe, Optional<InetAddress> address) {
        return address.filter(any -> probe.destination() instanceof Destination.Name);
    }

    private boolean configured() {
        return probe.source() instanceof Source.Address;
    }

    private static Optional<InetAddress> configuredAddress(Probe probe) {
        return probe.source() instanceof Source.Address configured
                ? Optional.of(configured.address())
                : Optional.empty();
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
