package org.gatewatch.history.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers, texts and byte strings in as few bytes as they need. Numbers have their low digits, of base 128, first. */
final class Digits {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Digits() {}

    /** Writes; any {@code long} is taken, and small ones of 0 and above are short. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

        void number(long value) {
            long left = value;
            while ((left & -MORE) != 0) {
                out.write((int) (left | MORE));
                left >>>= BITS;
            }
            out.write((int) left);
        }

        void bytes(byte[] value) {
            number(value.length);
            out.writeBytes(value);
        }

        void text(String value) {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    /** Reads in the order in which was written. */
    static final class Reader {
        private final ByteBuffer in;

        Reader(byte[] bytes) {
            in = ByteBuffer.wrap(bytes);
        }

        boolean hasMore() {
            return in.hasRemaining();
        }

        long number() {
            long value = 0;
            int shift = 0;
            byte digit;
            do {
                digit = in.get();
                value |= (long) (digit & (MORE - 1)) << shift;
                shift += BITS;
            } while (digit < 0);
            return value;
        }

        byte[] bytes() {
            var value = new byte[(int) number()];
            in.get(value);
            return value;
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }
}
