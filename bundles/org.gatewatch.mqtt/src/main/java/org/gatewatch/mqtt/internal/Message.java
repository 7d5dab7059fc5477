package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatewatch.api.ProbeId;

/**
 * One message for the broker, with QoS 1. Its text may be made when it is asked for: thousands of messages wait, and what
 * they are about is in memory anyway.
 */
interface Message {
    String topic();

    /** The payload; empty makes the broker forget the retained message of the topic (MQTT 3.1.1 section 3.3.1.3). */
    String text();

    /** Whether the broker keeps it for those who come later. */
    boolean isRetained();

    /** The probe whose state this makes the broker forget; mostly empty. */
    default Optional<ProbeId> clears() {
        return Optional.empty();
    }

    /** The text as the broker gets it. */
    default byte[] payload() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
