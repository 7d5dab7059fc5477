package org.gatewatch.mqtt.internal;

import java.time.Duration;

/**
 * What a connection begins with.
 *
 * @param access where it goes, and who we are there
 * @param lastWill what the broker publishes for us when we vanish
 * @param reportLifetime for how long others are to keep what is not retained for those who are not there
 * @param limit until the broker has answered
 */
record ConnectRequest(BrokerAccess access, Message lastWill, Duration reportLifetime, Duration limit) {
    BrokerAddress broker() {
        return access.broker();
    }

    String clientId() {
        return access.clientId();
    }

    int keepAliveSeconds() {
        return access.keepAliveSeconds();
    }

    /** Paho counts in seconds, and takes 0 for eternity. */
    int limitSeconds() {
        return (int) Math.max(1, limit.toSeconds());
    }
}
