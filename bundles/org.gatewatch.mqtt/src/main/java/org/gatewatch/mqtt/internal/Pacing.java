package org.gatewatch.mqtt.internal;

import java.time.Duration;

/**
 * How a session spends its time.
 *
 * @param acknowledge how long a PUBACK may take
 * @param stateInterval after which all states are sent again
 * @param backlogPerSecond reports of those that waited, at most
 */
record Pacing(Duration acknowledge, Duration stateInterval, int backlogPerSecond) {
    static Pacing of(MqttSettings settings, TimeLimits limits) {
        return new Pacing(limits.acknowledge(), settings.stateInterval(), settings.backlogPerSecond());
    }
}
