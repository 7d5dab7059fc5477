package org.gatewatch.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * What is configured, as the files' keys with their values as text; without what has its default, so that thousands of
 * probes stay small. What runs and what files say are compared by it.
 */
public final class ConfiguredKeys {
    private static final String TAG = "tags.";
    private static final String THRESHOLD = "thresholds.";

    private final Map<String, String> keys = new TreeMap<>();

    private ConfiguredKeys() {}

    /**
     * The keys of a probe; source and destination are what its connection or subnet came to.
     *
     * @param aggregationPeriod its monitor's, by which its windows are cut
     */
    public static Map<String, String> of(Probe probe, Duration aggregationPeriod) {
        var text = new ConfiguredKeys();
        text.period(aggregationPeriod);
        probe.connectionId().ifPresent(id -> text.put("vpnConnectionId", id.toString()));
        if (!(probe.source() instanceof Source.Any)) {
            text.put("source", probe.source().toString());
        }
        text.put("destination", probe.destination().toString());
        if (probe.destination() instanceof Destination.Name name) {
            text.put("addressFamily", name.family(), Destination.Family.ANY);
        }
        text.put("mark", Integer.toUnsignedString(probe.mark()), "0");
        text.packet(probe.packet());
        text.put("interval", probe.interval(), Probe.DEFAULT_INTERVAL);
        text.put("timeout", probe.timeout(), Probe.DEFAULT_TIMEOUT);
        text.put("refusedAnswers", probe.refusedAnswers(), false);
        text.put("enabled", probe.enabled(), true);
        text.thresholds(probe.thresholds(), Thresholds.DEFAULT);
        text.labels(probe);
        return text.keys;
    }

    /** The keys of a monitor, but for its probes. */
    public static Map<String, String> of(Monitor monitor) {
        var text = new ConfiguredKeys();
        text.period(monitor.aggregationPeriod());
        text.quorum(monitor.quorum());
        text.tags(monitor.tags());
        text.times(monitor.times());
        return text.keys;
    }

    /** The keys of a VPN connection. */
    public static Map<String, String> of(VpnConnection connection) {
        var text = new ConfiguredKeys();
        text.put("name", connection.name());
        text.put("gatewayAddress", AddressText.of(connection.gatewayAddress()));
        text.put("customerGatewayAddress", AddressText.of(connection.customerGatewayAddress()));
        text.quorum(connection.quorum());
        var labels = connection.labels();
        labels.tunnel().ifPresent(tunnel -> {
            text.put("tunnelGatewayAddress", AddressText.of(tunnel.gateway()));
            text.put("tunnelCustomerGatewayAddress", AddressText.of(tunnel.customerGateway()));
        });
        labels.enterpriseProjectId().ifPresent(id -> text.put("enterpriseProjectId", id));
        text.tags(labels.tags());
        text.times(labels.times());
        return text.keys;
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

    private void thresholds(Thresholds given, Thresholds usual) {
        if (given.equals(usual)) {
            return;
        }
        put(THRESHOLD + "minSamples", given.minSamples(), usual.minSamples());
        put(THRESHOLD + "downAfter", given.downAfter(), usual.downAfter());
        put(THRESHOLD + "upAfter", given.upAfter(), usual.upAfter());
        put(THRESHOLD + "lossPercent", levels(given.loss()), levels(usual.loss()));
        given.rtt()
                .ifPresent(rtt -> put(THRESHOLD + "rtt", levels(new Levels<>(text(rtt.raise()), text(rtt.clear())))));
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
        quorum.down().ifPresent(down -> put("quorum.down", Integer.toString(down)));
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
        }
    }

    private void put(String key, String value) {
        keys.put(key, value);
    }

    private static String levels(Levels<?> levels) {
        return "raise " + levels.raise() + ", clear " + levels.clear();
    }

    /** In the largest unit that needs no fraction. */
    private static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
