package org.gatewatch.mqtt.internal;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line when the connection comes, one per new reason when it does not; repeats are counted. */
final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

    private final String clientId;
    private final Set<String> reasons = new HashSet<>();
    private int failures;

    ConnectionLog(String clientId) {
        this.clientId = clientId;
    }

    void connected(BrokerAddress broker) {
        if (failures == 0) {
            LOG.info("broker-connected: connected to {} as {}", broker, clientId);
        } else {
            LOG.info("broker-connected: connected to {} as {} after {} failures", broker, clientId, failures);
        }
        reasons.clear();
        failures = 0;
    }

    void failed(BrokerAddress broker, String reason) {
        failures++;
        if (reasons.add(reason)) {
            LOG.warn("broker-lost: no connection to {}: {}; trying again, keeping reports meanwhile", broker, reason);
        } else {
            LOG.debug("no connection to {}: {}, {} failures", broker, reason, failures);
        }
    }

    void disconnected(BrokerAddress broker) {
        LOG.info("broker-disconnected: disconnected from {}", broker);
    }
}
