package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import org.gatewatch.mqtt.internal.queue.Entry;

/**
 * An entry of the queue on its way to the broker. What only the queue knows is put in front of the other fields now: the
 * text itself was made when the report came, and nobody parses it again.
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
        byte[] fields = entry.payload();
        byte[] stamp = ("{\"serial\":" + entry.number() + (isHistorical ? ",\"historical\":true," : ","))
                .getBytes(StandardCharsets.US_ASCII);
        var payload = new byte[stamp.length + fields.length - 1];
        System.arraycopy(stamp, 0, payload, 0, stamp.length);
        System.arraycopy(fields, 1, payload, stamp.length, fields.length - 1);
        return payload;
    }

    @Override
    public boolean isRetained() {
        return false;
    }
}
