package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An entry of the queue on its way to the broker. Immutable, as long as nobody writes to its payload. */
final class Delivery implements Message {
    private final long number;
    private final String topic;
    private final byte[] payload;
    private final boolean isHistorical;

    /**
     * Ready to be sent.
     *
     * @param number of the entry
     * @param isHistorical whether it waited for the connection
     */
    Delivery(long number, String topic, String text, boolean isHistorical) {
        this.number = number;
        this.topic = topic;
        this.payload = text.getBytes(UTF_8);
        this.isHistorical = isHistorical;
    }

    long number() {
        return number;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public byte[] payload() {
        return payload;
    }

    @Override
    public boolean isHistorical() {
        return isHistorical;
    }

    @Override
    public boolean isRetained() {
        return false;
    }
}
