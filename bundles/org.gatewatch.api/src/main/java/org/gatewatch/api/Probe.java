package org.gatewatch.api;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What to send where, how often. Two equal probes measure the same thing: a change that keeps a probe equal keeps its
 * windows.
 *
 * @param name unique in its monitor
 * @param connectionId the VPN connection that the probe belongs to, if any
 * @param source where packets start
 * @param destination where packets go
 * @param protocol what is sent
 * @param packetSize bytes after the IP header's protocol header: for ICMP the bytes of echo data, 56–8500
 * @param interval time between two packets, 10 ms–1 h
 * @param timeout how long an answer counts as in time, 10 ms–1 min; may be longer than the interval
 */
public record Probe(
        String name,
        Optional<UUID> connectionId,
        Source source,
        InetAddress destination,
        Protocol protocol,
        int packetSize,
        Duration interval,
        Duration timeout) {
    /** Smallest {@code packetSize}: room for what authenticates a reply. */
    public static final int MIN_PACKET_SIZE = 56;
    /** Largest {@code packetSize}, the limit of AWS CloudWatch Network Monitor. */
    public static final int MAX_PACKET_SIZE = 8500;

    public static final Duration MIN_INTERVAL = Duration.ofMillis(10);
    public static final Duration MAX_INTERVAL = Duration.ofHours(1);
    public static final Duration MIN_TIMEOUT = Duration.ofMillis(10);
    public static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    public Probe {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(protocol, "protocol");
        requireBetween(
                "packetSize",
                packetSize >= MIN_PACKET_SIZE && packetSize <= MAX_PACKET_SIZE,
                packetSize,
                MIN_PACKET_SIZE + " to " + MAX_PACKET_SIZE);
        requireBetween("interval", within(interval, MIN_INTERVAL, MAX_INTERVAL), interval, "10ms to 1h");
        requireBetween("timeout", within(timeout, MIN_TIMEOUT, MAX_TIMEOUT), timeout, "10ms to 1m");
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
