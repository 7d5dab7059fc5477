package org.gatewatch.mqtt.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes numbers in as few bytes as they need (seven bits in each), and texts with their length in front. */
final class RecordWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    RecordWriter(byte first) {
        bytes.write(first);
    }

    /** Not negative ones are short. */
    RecordWriter number(long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    /** As its place among its kind, which a test holds. */
    @SuppressWarnings("EnumOrdinal")
    RecordWriter constant(Enum<?> constant) {
        return number(constant.ordinal());
    }

    RecordWriter text(String text) {
        return octets(text.getBytes(UTF_8));
    }

    RecordWriter address(InetAddress address) {
        return octets(address.getAddress());
    }

    private RecordWriter octets(byte[] octets) {
        number(octets.length);
        bytes.write(octets, 0, octets.length);
        return this;
    }

    <T> void optional(Optional<T> value, Consumer<? super T> writing) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(writing);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
