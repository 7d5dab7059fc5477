package org.gatewatch.mqtt.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How to come to the broker.
 *
 * @param isMqtt5 whether MQTT 5 is spoken instead of 3.1.1
 * @param brokers where to connect to: the first, and the next one when that fails
 * @param clientId this connection at the broker
 * @param credentials user name and password, if the broker wants them
 * @param tls whom to trust, and how to be trusted
 * @param keepAliveSeconds silence after which the connection is tested
 */
record BrokerAccess(
        boolean isMqtt5,
        List<BrokerAddress> brokers,
        String clientId,
        Optional<Credentials> credentials,
        TlsSettings tls,
        int keepAliveSeconds) {
    BrokerAccess {
        brokers = List.copyOf(brokers);
    }

    /** The address that comes first. */
    BrokerAddress broker() {
        return brokers.get(0);
    }

    /** The same with the next address first. */
    BrokerAccess failingOver() {
        var turned = new ArrayList<>(brokers);
        Collections.rotate(turned, -1);
        return new BrokerAccess(isMqtt5, turned, clientId, credentials, tls, keepAliveSeconds);
    }
}
