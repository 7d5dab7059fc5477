package org.gatewatch.snmp.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.snmp.internal.ike.SecurityAssociations.States;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

/** {@code gwMonitorTable} and {@code gwConnectionTable}: what several probes come to together. */
final class VerdictTables {
    private static final List<Table.Column<MonitorRow>> MONITOR = List.of(
            new Table.Column<>(
                    2, "FullName", row -> SnmpValues.text(row.status().monitor().name())),
            new Table.Column<>(
                    3, "Health", row -> GatewatchMib.health(row.status().health())),
            new Table.Column<>(
                    4, "Cause", row -> GatewatchMib.cause(row.status().cause())),
            new Table.Column<>(
                    5, "Since", row -> SnmpValues.dateAndTime(known(row.status().since()))),
            new Table.Column<>(
                    6,
                    "Probes",
                    row -> SnmpValues.unsigned(row.status().monitor().probes().size())));

    private static final List<Table.Column<ConnectionRow>> CONNECTION = List.of(
            new Table.Column<>(
                    2, "Id", row -> SnmpValues.text(row.connection().id().toString())),
            new Table.Column<>(
                    3, "FullName", row -> SnmpValues.text(row.connection().name())),
            new Table.Column<>(
                    4,
                    "AddressType",
                    row -> SnmpValues.addressType(Optional.of(row.connection().gatewayAddress()))),
            new Table.Column<>(
                    5,
                    "GatewayAddress",
                    row -> SnmpValues.address(Optional.of(row.connection().gatewayAddress()))),
            new Table.Column<>(
                    6,
                    "CustomerAddress",
                    row -> SnmpValues.address(Optional.of(row.connection().customerGatewayAddress()))),
            new Table.Column<>(
                    7, "Health", row -> GatewatchMib.health(row.status().health())),
            new Table.Column<>(
                    8, "Cause", row -> GatewatchMib.cause(row.status().cause())),
            new Table.Column<>(
                    9, "Since", row -> SnmpValues.dateAndTime(known(row.status().since()))),
            new Table.Column<>(10, "LinkHealth", row -> GatewatchMib.health(row.worst(true))),
            new Table.Column<>(11, "TunnelHealth", row -> GatewatchMib.health(row.worst(false))),
            new Table.Column<>(
                    12, "Probes", row -> SnmpValues.unsigned(row.probes().size())),
            new Table.Column<>(
                    13, "IkeState", row -> new Integer32(row.states().ike().number())),
            new Table.Column<>(
                    14, "ChildState", row -> new Integer32(row.states().child().number())));

    private VerdictTables() {}

    static Table<MonitorRow> monitors(OID entry, LazyRows<MonitorRow> rows) {
        return new Table<>(entry, MONITOR, rows);
    }

    static LazyRows<MonitorRow> monitors(EngineServices engine) {
        return new LazyRows<>(
                () -> sorted(engine.monitors(), status -> status.monitor().name(), MonitorRow::new, MonitorRow::index),
                MonitorRow::shown,
                engine.monitorChanges());
    }

    static Table<ConnectionRow> connections(OID entry, LazyRows<ConnectionRow> rows) {
        return new Table<>(entry, CONNECTION, rows);
    }

    static LazyRows<ConnectionRow> connections(SortedRows<ProbeRow> probes, EngineServices engine) {
        return new LazyRows<>(
                () -> {
                    var byConnection = byConnection(probes);
                    return sorted(
                            engine.connections(),
                            status -> status.connection().name(),
                            (index, status) -> new ConnectionRow(
                                    index,
                                    status,
                                    byConnection.getOrDefault(
                                            status.connection().id(), List.of()),
                                    engine.associations().apply(status.connection())),
                            ConnectionRow::index);
                },
                ConnectionRow::shown,
                engine.connectionChanges());
    }

    private static Map<UUID, List<ProbeRow>> byConnection(SortedRows<ProbeRow> probes) {
        var rows = new HashMap<UUID, List<ProbeRow>>();
        IntStream.range(0, probes.size()).mapToObj(probes::get).forEach(row -> row.probe()
                .connectionId()
                .ifPresent(id ->
                        rows.computeIfAbsent(id, none -> new ArrayList<>(2)).add(row)));
        return rows;
    }

    private static <S, R> SortedRows<R> sorted(
            List<S> statuses, Function<S, String> name, BiFunction<OID, S, R> row, Function<R, OID> index) {
        var taken = new HashSet<OID>();
        return new SortedRows<>(
                statuses.stream()
                        .map(status -> row.apply(PingIndex.free(name.apply(status), taken), status))
                        .sorted(Comparator.comparing(index))
                        .toList(),
                index);
    }

    private static Optional<Instant> known(Instant since) {
        return Optional.of(since).filter(time -> !time.equals(Instant.EPOCH));
    }

    /** One monitor. */
    record MonitorRow(OID index, MonitorStatus status) {
        int shown() {
            return Objects.hash(
                    status.health(),
                    status.cause(),
                    status.since(),
                    status.monitor().probes().size());
        }
    }

    /** One connection with its probes. */
    record ConnectionRow(OID index, ConnectionStatus status, List<ProbeRow> probes, States states) {
        VpnConnection connection() {
            return status.connection();
        }

        /** But for what its probes show: their changes are counted with them. */
        int shown() {
            return Objects.hash(status, states);
        }

        /**
         * The worst verdict of some of its probes.
         *
         * @param link of those that go to the peer's outer address; else of those that go elsewhere, thus through the
         *     tunnel
         */
        Health worst(boolean link) {
            return probes.stream()
                    .filter(row -> link == isOuter(row))
                    .map(row -> row.status().health())
                    .max(Comparator.naturalOrder())
                    .orElse(Health.UNKNOWN);
        }

        private boolean isOuter(ProbeRow row) {
            return row.probe().destination() instanceof Destination.Address target
                    && target.address().equals(connection().customerGatewayAddress());
        }
    }
}
