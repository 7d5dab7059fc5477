package org.gatewatch.http.internal.ces;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.gatewatch.api.Health;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.RttStatistics;

/** What Cloud Eye knows of a VPN connection and we measure. Latencies end at 5 s, as Cloud Eye's do. */
enum VpnMetric {
    CONNECTION_STATUS(Path.ALL, ""),
    LINK_AVERAGE_LATENCY(Path.LINK, "ms"),
    LINK_MAX_LATENCY(Path.LINK, "ms"),
    LINK_PACKET_LOSS_RATE(Path.LINK, "%"),
    TUNNEL_AVERAGE_LATENCY(Path.TUNNEL, "ms"),
    TUNNEL_MAX_LATENCY(Path.TUNNEL, "ms"),
    TUNNEL_PACKET_LOSS_RATE(Path.TUNNEL, "%");

    /** Which probes of a connection measure it. */
    enum Path {
        ALL,
        LINK,
        TUNNEL
    }

    static final String NAMESPACE = "SYS.VPN";
    static final String DIMENSION = "evpn_connection_id";

    private static final double MAX_MILLIS = 5_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int DISCONNECTED = 0;
    private static final int CONNECTED = 1;
    private static final int UNKNOWN = 2;

    private final Path path;
    private final String unit;

    VpnMetric(Path path, String unit) {
        this.path = path;
        this.unit = unit;
    }

    static Optional<VpnMetric> named(String name) {
        return Arrays.stream(values()).filter(it -> it.text().equals(name)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Path path() {
        return path;
    }

    String unit() {
        return unit;
    }

    /** What a period says; empty when it says nothing. */
    OptionalDouble value(PastPeriod period) {
        return switch (this) {
            case CONNECTION_STATUS -> OptionalDouble.of(status(period.health()));
            case LINK_AVERAGE_LATENCY, TUNNEL_AVERAGE_LATENCY -> latency(period, RttStatistics::meanNanos);
            case LINK_MAX_LATENCY, TUNNEL_MAX_LATENCY -> latency(period, RttStatistics::maxNanos);
            case LINK_PACKET_LOSS_RATE, TUNNEL_PACKET_LOSS_RATE ->
                period.counts().lossPercent();
        };
    }

    /** What two probes say of the same time, of which one path is enough. */
    static double better(double one, double other) {
        return one == CONNECTED || other == UNKNOWN ? one : other == CONNECTED || one == UNKNOWN ? other : DISCONNECTED;
    }

    private static int status(Health health) {
        return switch (health) {
            case HEALTHY, DEGRADED -> CONNECTED;
            case DOWN -> DISCONNECTED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static OptionalDouble latency(PastPeriod period, ToLongFunction<RttStatistics> nanos) {
        return period.rtt().stream()
                .mapToDouble(rtt -> Math.min(MAX_MILLIS, nanos.applyAsLong(rtt) / NANOS_PER_MILLI))
                .findFirst();
    }
}
