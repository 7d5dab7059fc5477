package org.gatewatch.mqtt.internal;

import java.util.Optional;

/**
 * One message for the broker, with QoS 1. Its text may be made when it is asked for: thousands of messages wait, and what
 * they are about is in memory anyway.
 */
interface Message {
    String topic();

    /** Whether the broker keeps it for those who come later. */
    boolean isRetained();

    /** Of what this makes the broker forget the state; mostly empty. */
    default Optional<Object> clears() {
        return Optional.empty();
    }

    /** Empty makes the broker forget the retained message of the topic (MQTT 3.1.1 section 3.3.1.3). */
    byte[] payload();
}
