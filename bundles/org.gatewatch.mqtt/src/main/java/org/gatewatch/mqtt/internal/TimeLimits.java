package org.gatewatch.mqtt.internal;

import java.time.Duration;

/**
 * How long anything may take that involves the broker.
 *
 * @param connect from the first packet to the broker's CONNACK
 * @param acknowledge from a PUBLISH to its PUBACK; after that the connection is given up
 * @param farewell for the last status and for the goodbye, each, when we stop
 * @param firstPause between the end of a connection and the next attempt
 * @param longestPause which the pause grows to
 * @param backlogPerSecond reports that had waited, sent per second at most beside those that come
 */
record TimeLimits(
        Duration connect,
        Duration acknowledge,
        Duration farewell,
        Duration firstPause,
        Duration longestPause,
        int backlogPerSecond) {
    /** The same with another pace of the backlog. */
    TimeLimits withBacklogPerSecond(int perSecond) {
        return new TimeLimits(connect, acknowledge, farewell, firstPause, longestPause, perSecond);
    }

    static final TimeLimits DEFAULT = new TimeLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            20_000);
}
