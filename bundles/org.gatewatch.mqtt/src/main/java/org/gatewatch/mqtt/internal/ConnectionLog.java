package org.gatewatch.mqtt.internal;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line when the connection comes, one per new reason when it does not; repeats are counted. */
final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

    private final MqttSettings settings;
    private final Set<String> reasons = new HashSet<>();
    private int failures;

    ConnectionLog(MqttSettings settings) {
        this.settings = settings;
    }

    void connected() {
        if (failures == 0) {
            LOG.info("connected to {} as {}", settings.broker(), settings.clientId());
        } else {
            LOG.info("connected to {} as {} after {} failures", settings.broker(), settings.clientId(), failures);
        }
        reasons.clear();
        failures = 0;
    }

    void failed(String reason) {
        failures++;
        if (reasons.add(reason)) {
            LOG.warn("no connection to {}: {}; trying again, keeping reports meanwhile", settings.broker(), reason);
        } else {
            LOG.debug("no connection to {}: {}, {} failures", settings.broker(), reason, failures);
        }
    }

    void disconnected() {
        LOG.info("disconnected from {}", settings.broker());
    }
}
