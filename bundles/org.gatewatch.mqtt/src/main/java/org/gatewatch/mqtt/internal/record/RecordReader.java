package org.gatewatch.mqtt.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what {@link RecordWriter} wrote; throws IllegalArgumentException when it cannot be that. */
final class RecordReader {
    private static final int MOST_BITS = 63;

    private final ByteBuffer bytes;

    RecordReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    byte octet() {
        try {
            return bytes.get();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the record is cut short", e);
        }
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += 7) {
            byte octet = octet();
            number |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number has no end");
    }

    int integer() {
        long number = number();
        if (number != (int) number) {
            throw new IllegalArgumentException(number + " is too large");
        }
        return (int) number;
    }

    String text() {
        return new String(octets(), UTF_8);
    }

    InetAddress address() {
        try {
            return InetAddress.getByAddress(octets());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    private byte[] octets() {
        int length = integer();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("the record is cut short");
        }
        var octets = new byte[length];
        bytes.get(octets);
        return octets;
    }

    <T> Optional<T> optional(Supplier<T> reading) {
        return number() == 0 ? Optional.empty() : Optional.of(reading.get());
    }

    <E extends Enum<E>> E constant(E[] all) {
        int ordinal = integer();
        if (ordinal < 0 || ordinal >= all.length) {
            throw new IllegalArgumentException("no constant has the number " + ordinal);
        }
        return all[ordinal];
    }
}
