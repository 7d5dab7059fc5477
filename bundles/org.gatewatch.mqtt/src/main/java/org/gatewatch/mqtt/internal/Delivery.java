package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.gatewatch.mqtt.internal.queue.Entry;

/**
 * An entry of the queue on its way to the broker. What only the queue knows is put between the other fields now: the text
 * itself was made when the report came, and nobody parses it again. Which format that was, its first byte says: the
 * configuration may have changed since.
 *
 * @param entry as it lies in the queue
 * @param isHistorical whether it waited for the connection
 */
record Delivery(Entry entry, boolean isHistorical) implements Message {
    @Override
    public String topic() {
        return entry.topic();
    }

    @Override
    public byte[] payload() {
        byte[] text = entry.payload();
        if (text.length > 0 && text[0] == '{') {
            String fields = "\"serial\":" + entry.number() + (isHistorical ? ",\"historical\":true," : ",");
            return inserted(text, 1, fields.getBytes(US_ASCII));
        }
        String fields = ",serial=" + entry.number() + (isHistorical ? "i,historical=true" : "i");
        return inserted(text, lastSpace(text), fields.getBytes(US_ASCII));
    }

    /** A line's time follows its last space. */
    private static int lastSpace(byte[] line) {
        int at = line.length - 1;
        while (at > 0 && line[at] != ' ') {
            at--;
        }
        return at;
    }

    private static byte[] inserted(byte[] text, int at, byte[] insertion) {
        return ByteBuffer.allocate(text.length + insertion.length)
                .put(text, 0, at)
                .put(insertion)
                .put(text, at, text.length - at)
                .array();
    }

    @Override
    public boolean isRetained() {
        return false;
    }
}
