package org.gatewatch.api;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a probe's packets look. Immutable.
 *
 * @param protocol what is sent
 * @param port the destination port, 1–65535; there if and only if the protocol is TCP
 * @param sizeBytes the {@code packetSize}: bytes of echo data (ICMP) or of SYN payload (TCP), 56–8500; for TCP also 0,
 *     because some firewalls drop a SYN that carries data
 * @param dscp differentiated services code point, 0–63 (RFC 2474)
 * @param ttl IPv4 time to live or IPv6 hop limit, 1–255
 * @param dontFragment whether a packet that is larger than the path's MTU fails instead of being fragmented
 */
public record Packet(Protocol protocol, OptionalInt port, int sizeBytes, int dscp, int ttl, boolean dontFragment) {
    /** Smallest size: room for what authenticates a reply. */
    public static final int MIN_SIZE_BYTES = 56;
    /** Largest size, the limit of AWS CloudWatch Network Monitor. */
    public static final int MAX_SIZE_BYTES = 8500;

    public static final int MAX_PORT = 65_535;
    public static final int MAX_DSCP = 63;
    public static final int MAX_TTL = 255;
    public static final int DEFAULT_TTL = 64;

    /** An echo request of 56 bytes with every default. */
    public static final Packet ECHO =
            new Packet(Protocol.ICMP, OptionalInt.empty(), MIN_SIZE_BYTES, 0, DEFAULT_TTL, false);

    public Packet {
        Objects.requireNonNull(protocol, "protocol");
        boolean tcp = protocol == Protocol.TCP;
        require(port.isPresent() == tcp, "port", port, tcp ? "TCP needs one" : "only TCP has one");
        port.ifPresent(value -> require(value >= 1 && value <= MAX_PORT, "port", value, "allowed is 1 to 65535"));
        require(
                (sizeBytes >= MIN_SIZE_BYTES && sizeBytes <= MAX_SIZE_BYTES) || (tcp && sizeBytes == 0),
                "packetSize",
                sizeBytes,
                "allowed is 56 to 8500" + (tcp ? ", or 0" : ""));
        require(dscp >= 0 && dscp <= MAX_DSCP, "dscp", dscp, "allowed is 0 to 63");
        require(ttl >= 1 && ttl <= MAX_TTL, "ttl", ttl, "allowed is 1 to 255");
    }

    /** A SYN to a port with every default. */
    public static Packet syn(int port) {
        return new Packet(Protocol.TCP, OptionalInt.of(port), MIN_SIZE_BYTES, 0, DEFAULT_TTL, false);
    }

    /** The same packet with another size. */
    public Packet sized(int otherSizeBytes) {
        return new Packet(protocol, port, otherSizeBytes, dscp, ttl, dontFragment);
    }

    /** The same packet that must not be fragmented, or may be. */
    public Packet fragmented(boolean allowed) {
        return new Packet(protocol, port, sizeBytes, dscp, ttl, !allowed);
    }

    private static void require(boolean allowed, String key, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(key + " " + value + ": " + range);
        }
    }
}
