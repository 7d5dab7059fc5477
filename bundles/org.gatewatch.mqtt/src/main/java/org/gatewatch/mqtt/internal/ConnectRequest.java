package org.gatewatch.mqtt.internal;

import java.time.Duration;
import java.util.Optional;

/**
 * What a connection begins with.
 *
 * @param broker where it goes
 * @param clientId who we are
 * @param credentials and how we prove it, if the broker wants to know
 * @param keepAliveSeconds silence after which the connection is tested
 * @param lastWill what the broker publishes for us when we vanish
 * @param limit until the broker has answered
 */
record ConnectRequest(
        BrokerAddress broker,
        String clientId,
        Optional<Credentials> credentials,
        int keepAliveSeconds,
        Message lastWill,
        Duration limit) {
    /** Paho counts in seconds, and takes 0 for eternity. */
    int limitSeconds() {
        return (int) Math.max(1, limit.toSeconds());
    }
}
