package org.gatewatch.http.internal.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8 (RFC 3986 section 2.1), as strict as signatures need it. */
public final class PercentCoding {
    private static final String UNRESERVED = "-_.~";
    private static final int HEX = 16;

    private PercentCoding() {}

    /** Everything but letters, digits and {@code -_.~} as {@code %XX}. */
    public static String encode(String text) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(each)) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(digit(each >> 4)).append(digit(each));
            }
        }
        return encoded.toString();
    }

    /**
     * The text that was encoded; a {@code +} is a plus.
     *
     * @throws IllegalArgumentException if it is no percent-encoded UTF-8
     */
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char character = encoded.charAt(at);
            if (character == '%') {
                bytes.write(octet(encoded, at));
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        return text(bytes.toByteArray(), encoded);
    }

    private static int octet(String encoded, int at) {
        if (at + 2 < encoded.length()) {
            int high = Character.digit(encoded.charAt(at + 1), HEX);
            int low = Character.digit(encoded.charAt(at + 2), HEX);
            if (high >= 0 && low >= 0) {
                return high * HEX + low;
            }
        }
        throw new IllegalArgumentException("'" + encoded + "': a % is not followed by two hexadecimal digits");
    }

    private static String text(byte[] bytes, String encoded) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("'" + encoded + "': not UTF-8", e);
        }
    }

    private static boolean isUnreserved(byte each) {
        return (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || (each >= '0' && each <= '9')
                || (each > 0 && UNRESERVED.indexOf(each) >= 0);
    }

    private static char digit(int bits) {
        return "0123456789ABCDEF".charAt(bits & 0xF);
    }
}
