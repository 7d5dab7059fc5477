package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;

/**
 * One message for the broker, with QoS 1. Equal only to itself: two states with the same text are still two messages.
 */
final class Message {
    /** Headers, references and padding of the objects, and the place in a queue: measured 89 bytes, at most 112. */
    private static final int OVERHEAD_BYTES = 112;

    private final String topic;
    private final byte[] payload;
    private final boolean retained;

    private Message(String topic, String payload, boolean retained) {
        this.topic = topic;
        this.payload = payload.getBytes(StandardCharsets.UTF_8);
        this.retained = retained;
    }

    /** A message for those who listen now. */
    static Message passing(String topic, String payload) {
        return new Message(topic, payload, false);
    }

    /** A message that the broker keeps for those who come later. */
    static Message retained(String topic, String payload) {
        return new Message(topic, payload, true);
    }

    /** Makes the broker forget the retained message of the topic (MQTT 3.1.1 section 3.3.1.3). */
    static Message clearing(String topic) {
        return new Message(topic, "", true);
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload.clone();
    }

    /** Heap that the message takes, rather too much than too little. */
    long heapBytes() {
        return OVERHEAD_BYTES + (long) Character.BYTES * topic.length() + payload.length;
    }

    boolean isRetained() {
        return retained;
    }

    boolean isClearing() {
        return retained && payload.length == 0;
    }
}
