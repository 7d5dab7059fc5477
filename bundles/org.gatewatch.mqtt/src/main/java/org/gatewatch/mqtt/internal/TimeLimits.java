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
 * @param stale after our start, until when the engine has spoken of every probe that there is
 */
record TimeLimits(
        Duration connect,
        Duration acknowledge,
        Duration farewell,
        Duration firstPause,
        Duration longestPause,
        Duration stale) {
    static final TimeLimits DEFAULT = new TimeLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1));
}
