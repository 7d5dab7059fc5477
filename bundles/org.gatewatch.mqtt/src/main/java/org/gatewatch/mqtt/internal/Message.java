package org.gatewatch.mqtt.internal;

import java.time.Duration;
import java.util.Optional;

/**
 * One message for the broker, with QoS 1. Its text may be made when it is asked for: thousands of messages wait, and what
 * they are about is in memory anyway.
 */
interface Message {
    String topic();

    /** Whether the broker keeps it for those who come later. */
    boolean isRetained();

    /** Whether it waited for the connection. */
    default boolean isHistorical() {
        return false;
    }

    /** For how long it is worth keeping; empty: for ever, or as long as everything that is not retained. */
    default Optional<Duration> lifetime() {
        return Optional.empty();
    }

    /** Of what this makes the broker forget the state; mostly empty. */
    default Optional<Object> clears() {
        return Optional.empty();
    }

    /** Empty makes the broker forget the retained message of the topic (MQTT 3.1.1 section 3.3.1.3). */
    byte[] payload();
}
