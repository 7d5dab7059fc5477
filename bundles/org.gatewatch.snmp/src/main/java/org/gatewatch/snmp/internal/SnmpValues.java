package org.gatewatch.snmp.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.gatewatch.api.Destination;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Our values as SNMP writes them. */
final class SnmpValues {
    static final long MAX_UNSIGNED = 0xFFFF_FFFFL;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private SnmpValues() {}

    /** Unsigned32 and Gauge32 are the same on the wire; too small or large becomes the nearest possible. */
    static Gauge32 unsigned(long value) {
        return new Gauge32(Math.max(0, Math.min(MAX_UNSIGNED, value)));
    }

    /** Rounded up, so that an answer is never 0: to every reader of this MIB 0 means that there was none. */
    static long millisOfAnswer(long rttNanos) {
        long millis = rttNanos / NANOS_PER_MILLI + (rttNanos % NANOS_PER_MILLI > 0 ? 1 : 0);
        return Math.max(1, Math.min(MAX_UNSIGNED, millis));
    }

    /** {@code DateAndTime} in UTC (RFC 2579); absence is the 8 zero octets of a date that does not exist. */
    static OctetString dateAndTime(Optional<Instant> time) {
        if (time.isEmpty()) {
            return new OctetString(new byte[8]);
        }
        var utc = time.get().atOffset(ZoneOffset.UTC);
        return new OctetString(ByteBuffer.allocate(11)
                .putShort((short) utc.getYear())
                .put((byte) utc.getMonthValue())
                .put((byte) utc.getDayOfMonth())
                .put((byte) utc.getHour())
                .put((byte) utc.getMinute())
                .put((byte) utc.getSecond())
                .put((byte) (utc.getNano() / 100_000_000))
                .put((byte) '+')
                .putShort((short) 0)
                .array());
    }

    /** {@code InetAddressType} (RFC 4001): unknown(0), ipv4(1), ipv6(2), ipv6z(4). */
    static Integer32 addressType(Optional<InetAddress> address) {
        if (address.isEmpty()) {
            return new Integer32(0);
        }
        if (address.get() instanceof Inet6Address ipv6) {
            return new Integer32(hasZone(ipv6) ? 4 : 2);
        }
        return new Integer32(1);
    }

    /** The same of what is configured, which may be a name: dns(16). */
    static Integer32 addressType(Destination destination) {
        return destination instanceof Destination.Address target
                ? addressType(Optional.of(target.address()))
                : new Integer32(16);
    }

    static OctetString address(Destination destination) {
        return destination instanceof Destination.Address target
                ? address(Optional.of(target.address()))
                : text(destination.toString());
    }

    /** {@code InetAddress} (RFC 4001), with the zone's index after a link-local IPv6 address. */
    static OctetString address(Optional<InetAddress> address) {
        if (address.isEmpty()) {
            return new OctetString();
        }
        byte[] octets = address.get().getAddress();
        if (address.get() instanceof Inet6Address ipv6 && hasZone(ipv6)) {
            octets = ByteBuffer.allocate(20)
                    .put(octets)
                    .putInt(ipv6.getScopeId())
                    .array();
        }
        return new OctetString(octets);
    }

    private static boolean hasZone(Inet6Address address) {
        return address.isLinkLocalAddress() && address.getScopeId() > 0;
    }

    /** UTF-8, cut to a number of octets without splitting a character. */
    static byte[] utf8(String text, int maxOctets) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length <= maxOctets) {
            return octets;
        }
        int end = maxOctets;
        // 10xxxxxx continues a character: step back to where one begins
        while (end > 0 && (octets[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(octets, end);
    }

    static OctetString text(String text) {
        return new OctetString(utf8(text, PingMib.MAX_TEXT_OCTETS));
    }
}
