package org.gatewatch.api;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What to send where, how often, and how to judge it. Two probes that {@linkplain #measuresTheSameAs measure the same}
 * may share their windows: a change that keeps this keeps what was measured.
 *
 * @param name unique in its monitor
 * @param connectionId the VPN connection that the probe belongs to, if any
 * @param source where packets start
 * @param mark the firewall mark for which the kernel is asked for a route, 0 for none; unsigned 32 bits
 * @param destination where packets go
 * @param packet how they look
 * @param interval time between two packets, 10 ms–1 h
 * @param timeout how long an answer counts as in time, 10 ms–1 min; may be longer than the interval
 * @param refusedAnswers whether a TCP RST counts as an answer: the host is alive, though the port is closed
 * @param thresholds how it is judged
 * @param enabled whether packets are sent at all; a probe that is switched off is still listed
 * @param labels what else is said of it
 */
public record Probe(
        String name,
        Optional<UUID> connectionId,
        Source source,
        int mark,
        Destination destination,
        Packet packet,
        Duration interval,
        Duration timeout,
        boolean refusedAnswers,
        Thresholds thresholds,
        boolean enabled,
        ProbeLabels labels) {
    public static final Duration MIN_INTERVAL = Duration.ofMillis(10);
    public static final Duration MAX_INTERVAL = Duration.ofHours(1);
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
    public static final Duration MIN_TIMEOUT = Duration.ofMillis(10);
    public static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** A probe that is switched on and of which nothing else is said. */
    public Probe(
            String name,
            Optional<UUID> connectionId,
            Source source,
            int mark,
            Destination destination,
            Packet packet,
            Duration interval,
            Duration timeout,
            boolean refusedAnswers,
            Thresholds thresholds) {
        this(
                name,
                connectionId,
                source,
                mark,
                destination,
                packet,
                interval,
                timeout,
                refusedAnswers,
                thresholds,
                true,
                ProbeLabels.NONE);
    }

    public Probe {
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(packet, "packet");
        Objects.requireNonNull(thresholds, "thresholds");
        requireBetween("interval", within(interval, MIN_INTERVAL, MAX_INTERVAL), interval, "10ms to 1h");
        requireBetween("timeout", within(timeout, MIN_TIMEOUT, MAX_TIMEOUT), timeout, "10ms to 1m");
    }

    /** A probe of an address with every default. */
    public static Probe to(String name, InetAddress destination) {
        return new Probe(
                name,
                Optional.empty(),
                new Source.Any(),
                0,
                new Destination.Address(destination),
                Packet.ECHO,
                DEFAULT_INTERVAL,
                DEFAULT_TIMEOUT,
                false,
                Thresholds.DEFAULT);
    }

    /** The same probe of a VPN connection. */
    public Probe of(UUID connection) {
        return with(parts -> parts.connectionId = Optional.of(connection));
    }

    /** The same probe from another source. */
    public Probe from(Source other) {
        return with(parts -> parts.source = other);
    }

    /** The same probe with other packets. */
    public Probe sending(Packet other) {
        return with(parts -> parts.packet = other);
    }

    /** The same probe at another pace. */
    public Probe every(Duration otherInterval, Duration otherTimeout) {
        return with(parts -> {
            parts.interval = otherInterval;
            parts.timeout = otherTimeout;
        });
    }

    /** The same probe judged otherwise. */
    public Probe judgedBy(Thresholds other) {
        return with(parts -> parts.thresholds = other);
    }

    /** The same probe, switched on or off. */
    public Probe enabled(boolean on) {
        return with(parts -> parts.enabled = on);
    }

    /** The same probe of which something else is said. */
    public Probe labelled(ProbeLabels other) {
        return with(parts -> parts.labels = other);
    }

    /** Whether both send the same packets at the same pace to the same place, however they are judged and labelled. */
    public boolean measuresTheSameAs(Probe other) {
        return judgedAndLabelledAs(other).equals(other);
    }

    private Probe judgedAndLabelledAs(Probe other) {
        return with(parts -> {
            parts.thresholds = other.thresholds;
            parts.labels = other.labels;
        });
    }

    private Probe with(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return parts.probe();
    }

    /** A probe in pieces, one of which is changed. */
    private static final class Parts {
        private final Probe whole;
        private Optional<UUID> connectionId;
        private Source source;
        private Packet packet;
        private Duration interval;
        private Duration timeout;
        private Thresholds thresholds;
        private boolean enabled;
        private ProbeLabels labels;

        Parts(Probe whole) {
            this.whole = whole;
            connectionId = whole.connectionId;
            source = whole.source;
            packet = whole.packet;
            interval = whole.interval;
            timeout = whole.timeout;
            thresholds = whole.thresholds;
            enabled = whole.enabled;
            labels = whole.labels;
        }

        Probe probe() {
            return new Probe(
                    whole.name,
                    connectionId,
                    source,
                    whole.mark,
                    whole.destination,
                    packet,
                    interval,
                    timeout,
                    whole.refusedAnswers,
                    thresholds,
                    enabled,
                    labels);
        }
    }

    private static boolean within(Duration value, Duration min, Duration max) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    private static void requireBetween(String key, boolean allowed, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(key + " " + value + ": allowed is " + range);
        }
    }
}
