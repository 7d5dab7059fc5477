package org.gatewatch.http.internal.ces;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatewatch.api.Destination;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.Page;
import org.gatewatch.http.internal.door.Services;

/**
 * What probes of VPN connections measured. The link is what the connection monitor sends over; the tunnel is what any probe
 * of the connection does whose destination is the tunnel's far end.
 */
public record VpnHistory(Services services) {
    private static final int PAGE = 1_000;
    private static final long STATUS_MILLIS = Duration.ofMinutes(1).toMillis();

    /** A metric of a connection. */
    record Series(VpnMetric metric, UUID connection) {
        /** Its place among all others. */
        String marker() {
            return VpnMetric.NAMESPACE + '.' + metric.text() + '.' + VpnMetric.DIMENSION + ':' + connection;
        }
    }

    /** All there is something to say of. */
    List<Series> series() {
        var connections = connections();
        var tunnels = tunnels(connections);
        var all = new ArrayList<Series>();
        for (ConnectionView view : connections) {
            UUID id = view.connection().id();
            for (VpnMetric metric : VpnMetric.values()) {
                boolean isMeasured =
                        switch (metric.path()) {
                            case ALL -> true;
                            case LINK -> view.monitorId().isPresent();
                            case TUNNEL -> tunnels.contains(id);
                        };
                if (isMeasured) {
                    all.add(new Series(metric, id));
                }
            }
        }
        return all;
    }

    /** What was measured in a span of time; nothing of a series that there is not. */
    Points points(Series series, Instant from, Instant to) {
        var values = new TreeMap<Long, Double>();
        var stored = services.history().get();
        var view = connections().stream()
                .filter(it -> it.connection().id().equals(series.connection()))
                .findFirst();
        if (stored.isPresent() && view.isPresent()) {
            for (ProbeId probe : probes(view.get(), series.metric().path())) {
                add(series.metric(), stored.get().periods(probe, from, to), values);
            }
        }
        return new Points(values);
    }

    private static void add(VpnMetric metric, Iterator<PastPeriod> periods, TreeMap<Long, Double> values) {
        while (periods.hasNext()) {
            PastPeriod period = periods.next();
            long start = period.start().toEpochMilli();
            boolean isStatus = metric.path() == VpnMetric.Path.ALL;
            long at = isStatus ? Math.floorDiv(start, STATUS_MILLIS) * STATUS_MILLIS : start;
            metric.value(period).ifPresent(value -> values.merge(at, value, VpnMetric::better));
        }
    }

    private List<ProbeId> probes(ConnectionView view, VpnMetric.Path path) {
        return switch (path) {
            case ALL -> ids(view.connection(), false);
            case TUNNEL -> ids(view.connection(), true).stream().limit(1).toList();
            case LINK ->
                view.monitorId().map(services.resources()::connectionMonitor).stream()
                        .map(it -> it.monitor().monitor())
                        .flatMap(monitor -> monitor.probes().stream()
                                .limit(1)
                                .map(probe -> new ProbeId(monitor.name(), probe.name())))
                        .toList();
        };
    }

    private List<ProbeId> ids(VpnConnection connection, boolean tunnelOnly) {
        return services.monitoring().probes().stream()
                .filter(it -> it.probe().connectionId().equals(Optional.of(connection.id())))
                .filter(it -> !tunnelOnly || isThrough(connection, it))
                .map(ProbeStatus::id)
                .toList();
    }

    /** Which of these connections are probed through their tunnels. */
    public Set<UUID> tunnels(List<ConnectionView> connections) {
        var byId = connections.stream()
                .map(ConnectionView::connection)
                .filter(it -> it.labels().tunnel().isPresent())
                .collect(Collectors.toMap(VpnConnection::id, it -> it));
        if (byId.isEmpty()) {
            return Set.of(); // without a look at thousands of probes
        }
        return services.monitoring().probes().stream()
                .filter(it -> it.probe()
                        .connectionId()
                        .map(byId::get)
                        .filter(connection -> isThrough(connection, it))
                        .isPresent())
                .map(it -> it.probe().connectionId().orElseThrow())
                .collect(Collectors.toSet());
    }

    private static boolean isThrough(VpnConnection connection, ProbeStatus status) {
        return connection
                .labels()
                .tunnel()
                .filter(tunnel -> status.probe().destination() instanceof Destination.Address far
                        && far.address().equals(tunnel.customerGateway()))
                .isPresent();
    }

    private List<ConnectionView> connections() {
        var all = new ArrayList<ConnectionView>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            Page<ConnectionView> page = services.resources().connections(PAGE, token.get());
            all.addAll(page.items());
            token = page.nextToken();
        }
        return all;
    }
}
