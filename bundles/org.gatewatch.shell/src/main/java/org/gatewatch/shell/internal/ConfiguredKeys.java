package org.gatewatch.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.gatewatch.api.Times;
import org.gatewatch.api.VpnConnection;

/**
 * What is configured, as the files' keys with their values as text. What runs and what files say are compared by it,
 * without what has its default, so that thousands of probes stay small; people are shown all of it.
 */
public final class ConfiguredKeys {
    private static final String TAG = "tags.";
    private static final String THRESHOLD = "thresholds.";
    /** A level that is not set. */
    private static final String NONE = "none";
    /** A quorum that is not set: all of them. */
    private static final String ALL = "all";

    private final Map<String, String> keys = new TreeMap<>();
    private final Set<String> defaults = new TreeSet<>();
    private final boolean complete;

    /**
     * @param complete also with what has its default
     */
    private ConfiguredKeys(boolean complete) {
        this.complete = complete;
    }

    /**
     * All settings that there are.
     *
     * @param keys with their values
     * @param defaults those of them that have their defaults
     */
    public record Complete(Map<String, String> keys, Set<String> defaults) {}

    /** All settings of a probe. */
    public static Complete all(Probe probe) {
        return new ConfiguredKeys(true).probe(probe).complete();
    }

    /** All settings of a monitor, but for its probes. */
    public static Complete all(Monitor monitor) {
        return new ConfiguredKeys(true).monitor(monitor).complete();
    }

    /** All settings of a VPN connection. */
    public static Complete all(VpnConnection connection) {
        return new ConfiguredKeys(true).connection(connection).complete();
    }

    /**
     * The keys of a probe; source and destination are what its connection or subnet came to.
     *
     * @param aggregationPeriod its monitor's, by which its windows are cut
     */
    public static Map<String, String> of(Probe probe, Duration aggregationPeriod) {
        var text = new ConfiguredKeys(false);
        text.period(aggregationPeriod);
        return text.probe(probe).keys;
    }

    /** The keys of a monitor, but for its probes. */
    public static Map<String, String> of(Monitor monitor) {
        return new ConfiguredKeys(false).monitor(monitor).keys;
    }

    /** The keys of a VPN connection. */
    public static Map<String, String> of(VpnConnection connection) {
        return new ConfiguredKeys(false).connection(connection).keys;
    }

    private Complete complete() {
        return new Complete(keys, defaults);
    }

    private ConfiguredKeys probe(Probe probe) {
        probe.connectionId().ifPresent(id -> put("vpnConnectionId", id.toString()));
        put("source", probe.source(), new Source.Any());
        put("destination", probe.destination().toString());
        if (probe.destination() instanceof Destination.Name name) {
            put("addressFamily", name.family(), Destination.Family.ANY);
        }
        put("mark", Integer.toUnsignedString(probe.mark()), "0");
        packet(probe.packet());
        put("interval", probe.interval(), Probe.DEFAULT_INTERVAL);
        put("timeout", probe.timeout(), Probe.DEFAULT_TIMEOUT);
        put("refusedAnswers", probe.refusedAnswers(), false);
        put("enabled", probe.enabled(), true);
        thresholds(probe.thresholds());
        labels(probe);
        return this;
    }

    private ConfiguredKeys monitor(Monitor monitor) {
        period(monitor.aggregationPeriod());
        quorum(monitor.quorum());
        tags(monitor.tags());
        times(monitor.times());
        return this;
    }

    private ConfiguredKeys connection(VpnConnection connection) {
        put("name", connection.name());
        put("gatewayAddress", AddressText.of(connection.gatewayAddress()));
        put("customerGatewayAddress", AddressText.of(connection.customerGatewayAddress()));
        quorum(connection.quorum());
        var labels = connection.labels();
        labels.tunnel().ifPresent(tunnel -> {
            put("tunnelGatewayAddress", AddressText.of(tunnel.gateway()));
            put("tunnelCustomerGatewayAddress", AddressText.of(tunnel.customerGateway()));
        });
        labels.enterpriseProjectId().ifPresent(id -> put("enterpriseProjectId", id));
        tags(labels.tags());
        times(labels.times());
        return this;
    }

    /** Whether a probe keeps its windows when this key of it changes, as {@link Probe#measuresTheSameAs} has it. */
    public static boolean keepsWindows(String probeKey) {
        return probeKey.startsWith(THRESHOLD)
                || probeKey.startsWith(TAG)
                || switch (probeKey) {
                    case "id", "vpcId", "subnet", "keepSamples", "createdAt", "modifiedAt" -> true;
                    default -> false;
                };
    }

    private void period(Duration aggregationPeriod) {
        put("aggregationPeriod", aggregationPeriod, Monitor.DEFAULT_AGGREGATION_PERIOD);
    }

    private void packet(Packet packet) {
        put("protocol", packet.protocol(), Protocol.ICMP);
        packet.port().ifPresent(port -> put("destinationPort", Integer.toString(port)));
        put("packetSize", packet.sizeBytes(), Packet.MIN_SIZE_BYTES);
        put("dscp", packet.dscp(), Packet.ECHO.dscp());
        put("ttl", packet.ttl(), Packet.DEFAULT_TTL);
        put("dontFragment", packet.dontFragment(), false);
    }

    private void thresholds(Thresholds given) {
        var usual = Thresholds.DEFAULT;
        if (given.equals(usual) && !complete) {
            return;
        }
        put(THRESHOLD + "minSamples", given.minSamples(), usual.minSamples());
        put(THRESHOLD + "downAfter", given.downAfter(), usual.downAfter());
        put(THRESHOLD + "upAfter", given.upAfter(), usual.upAfter());
        put(
                THRESHOLD + "lossPercent.raise",
                text(given.loss().raise()),
                text(usual.loss().raise()));
        put(
                THRESHOLD + "lossPercent.clear",
                text(given.loss().clear()),
                text(usual.loss().clear()));
        put(THRESHOLD + "rtt.raise", text(given.rtt().map(Levels::raise)), NONE);
        put(THRESHOLD + "rtt.clear", text(given.rtt().map(Levels::clear)), NONE);
        put(THRESHOLD + "raiseAfter", given.raiseAfter(), usual.raiseAfter());
        put(THRESHOLD + "clearAfter", given.clearAfter(), usual.clearAfter());
    }

    private void labels(Probe probe) {
        var labels = probe.labels();
        labels.id().ifPresent(id -> put("id", id));
        labels.vpcId().ifPresent(id -> put("vpcId", id));
        labels.subnetArn().ifPresent(arn -> put("subnet", arn));
        put("keepSamples", labels.keepSamples(), false);
        tags(labels.tags());
        times(labels.times());
    }

    private void quorum(Quorum quorum) {
        var down = quorum.down();
        put("quorum.down", down.isPresent() ? Integer.toString(down.getAsInt()) : ALL, ALL);
        put("quorum.degraded", quorum.degraded(), Quorum.DEFAULT.degraded());
    }

    private void tags(Map<String, String> tags) {
        tags.forEach((key, value) -> put(TAG + key, value));
    }

    private void times(Times times) {
        put("createdAt", times.createdAt());
        put("modifiedAt", times.modifiedAt());
    }

    private void put(String key, Optional<Instant> time) {
        time.ifPresent(given -> put(key, given.toString()));
    }

    private void put(String key, Duration value, Duration usual) {
        put(key, text(value), text(usual));
    }

    private void put(String key, Object value, Object usual) {
        if (!value.equals(usual)) {
            put(key, value.toString());
        } else if (complete) {
            put(key, value.toString());
            defaults.add(key);
        }
    }

    private void put(String key, String value) {
        keys.put(key, value);
    }

    /** As people write it: {@code 5}, {@code 2.5}. */
    private static String text(double percent) {
        return percent == Math.rint(percent) ? Long.toString(Math.round(percent)) : Double.toString(percent);
    }

    private static String text(Optional<Duration> level) {
        return level.map(ConfiguredKeys::text).orElse(NONE);
    }

    /** In the largest unit that needs no fraction. */
    private static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
