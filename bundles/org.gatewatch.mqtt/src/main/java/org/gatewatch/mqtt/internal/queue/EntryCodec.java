package org.gatewatch.mqtt.internal.queue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How an entry lies on disk, big-endian: mark (2 bytes), CRC-32C of all that follows it (4), length of topic and payload
 * together (4), number (8), time (8), length of the topic (2), topic in UTF-8, payload. The mark makes it cheap to find
 * the next entry behind a damaged one, the checksum makes it certain.
 */
final class EntryCodec {
    static final int HEADER_BYTES = 28;
    static final int MAX_BODY_BYTES = 256 * 1024; // a damaged length must not make us read a whole file
    /** What {@link #length} says of bytes that no entry begins with. */
    static final int NO_ENTRY = -1;
    /** What {@link #length} says when there are too few bytes to tell. */
    static final int UNKNOWN = 0;

    private static final short MARK = 0x4757;
    private static final int CRC_AT = 2;
    private static final int LENGTH_AT = 6;
    private static final int NUMBER_AT = 10;
    private static final int TIME_AT = 18;
    private static final int TOPIC_LENGTH_AT = 26;

    private EntryCodec() {}

    /** The entry's bytes, ready to be written. */
    static ByteBuffer encode(Entry entry) {
        byte[] topic = entry.topic().getBytes(StandardCharsets.UTF_8);
        int bodyBytes = topic.length + entry.payload().length;
        if (bodyBytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException(entry.topic() + ": a message of " + bodyBytes + " bytes is too long");
        }
        var bytes = ByteBuffer.allocate(HEADER_BYTES + bodyBytes);
        bytes.putShort(MARK).putInt(0).putInt(bodyBytes).putLong(entry.number()).putLong(entry.epochMillis());
        bytes.putShort((short) topic.length).put(topic).put(entry.payload()).flip();
        return bytes.putInt(CRC_AT, checksum(bytes, bytes.limit()));
    }

    /** How long the entry is that seems to begin at the buffer's position, header included. */
    static int length(ByteBuffer bytes) {
        int at = bytes.position();
        if (bytes.remaining() < LENGTH_AT + Integer.BYTES) {
            return UNKNOWN;
        }
        int bodyBytes = bytes.getInt(at + LENGTH_AT);
        boolean plausible = bytes.getShort(at) == MARK && bodyBytes >= 0 && bodyBytes <= MAX_BODY_BYTES;
        return plausible ? HEADER_BYTES + bodyBytes : NO_ENTRY;
    }

    /**
     * Reads the entry at the buffer's position, and moves behind it; where there is none, the position stays.
     *
     * @param length what {@link #length} said, all of it in the buffer
     */
    static Optional<Entry> decode(ByteBuffer bytes, int length) {
        int at = bytes.position();
        int topicBytes = Short.toUnsignedInt(bytes.getShort(at + TOPIC_LENGTH_AT));
        if (bytes.getInt(at + CRC_AT) != checksum(bytes, at + length) || HEADER_BYTES + topicBytes > length) {
            return Optional.empty();
        }
        var topic = new byte[topicBytes];
        var payload = new byte[length - HEADER_BYTES - topicBytes];
        bytes.get(at + HEADER_BYTES, topic)
                .get(at + HEADER_BYTES + topicBytes, payload)
                .position(at + length);
        return Optional.of(new Entry(
                bytes.getLong(at + NUMBER_AT),
                bytes.getLong(at + TIME_AT),
                new String(topic, StandardCharsets.UTF_8),
                payload));
    }

    private static int checksum(ByteBuffer bytes, int end) {
        var crc = new CRC32C();
        int from = bytes.position() + LENGTH_AT;
        crc.update(bytes.array(), bytes.arrayOffset() + from, end - from);
        return (int) crc.getValue();
    }
}
