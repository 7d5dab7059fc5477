package org.gatewatch.snmp.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

/** {@code pingProbeHistoryTable}: the last periods of each probe, one row per period instead of one per packet. */
final class PingHistoryTable {
    private static final List<Table.Column<History.Entry>> COLUMNS = List.of(
            new Table.Column<>(2, "Response", entry -> SnmpValues.unsigned(entry.responseMillis())),
            new Table.Column<>(
                    3, "Status", entry -> new Integer32(entry.status().number())),
            // the ICMP code of the last reply: an echo reply has code 0, and a period without one has none
            new Table.Column<>(4, "LastRC", entry -> new Integer32(0)),
            new Table.Column<>(
                    5,
                    "Time",
                    entry -> SnmpValues.dateAndTime(
                            Optional.of(entry.end()).filter(end -> !end.equals(Instant.EPOCH)))));

    private PingHistoryTable() {}

    static Table<History.Entry> of(SortedRows<ProbeRow> rows) {
        return new Table<>(PingMib.HISTORY_ENTRY, COLUMNS, new HistoryRows(rows));
    }

    /** One row per probe and kept period: the probe's index, then that of its history entry. */
    private static final class HistoryRows implements Table.Rows<History.Entry> {
        private final SortedRows<ProbeRow> probes;

        HistoryRows(SortedRows<ProbeRow> probes) {
            this.probes = probes;
        }

        @Override
        public Optional<Table.Row<History.Entry>> at(int[] oid, int from) {
            return from >= oid.length
                    ? Optional.empty()
                    : probes.at(Arrays.copyOf(oid, oid.length - 1), from)
                            .flatMap(row -> at(row.content(), Integer.toUnsignedLong(oid[oid.length - 1]))
                                    .map(entry -> row(row.content(), entry)));
        }

        @Override
        public Optional<Table.Row<History.Entry>> after(int[] oid, int from) {
            int position = probes.notBefore(oid, from, oid.length);
            if (position > 0 && isUnder(probes.get(position - 1).index(), oid, from)) {
                var probe = probes.get(position - 1);
                long index = Integer.toUnsignedLong(oid[from + probe.index().size()]);
                var entry = after(probe, index);
                if (entry.isPresent()) {
                    return entry.map(found -> row(probe, found));
                }
            }
            // every probe has a row
            return position < probes.size()
                    ? after(probes.get(position), 0).map(found -> row(probes.get(position), found))
                    : Optional.empty();
        }

        private static Optional<History.Entry> at(ProbeRow probe, long index) {
            return after(probe, index - 1).filter(entry -> entry.index() == index);
        }

        private static Optional<History.Entry> after(ProbeRow probe, long index) {
            return probe.history().size() > 0
                    ? probe.history().after(index)
                    : Optional.of(History.Entry.NONE_YET).filter(none -> none.index() > index);
        }

        /** Whether the wanted index is of this probe's history; as an index it sorts after the probe's own. */
        private static boolean isUnder(OID probe, int[] oid, int from) {
            int end = from + probe.size();
            return oid.length > end && Arrays.equals(probe.getValue(), 0, probe.size(), oid, from, end);
        }

        private static Table.Row<History.Entry> row(ProbeRow probe, History.Entry entry) {
            return new Table.Row<>(new OID(probe.index().getValue(), (int) entry.index()), entry);
        }
    }
}
