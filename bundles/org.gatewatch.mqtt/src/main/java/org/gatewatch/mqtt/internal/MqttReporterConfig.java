package org.gatewatch.mqtt.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator sets in {@code org.gatewatch.mqtt.cfg}; {@link MqttSettings} is its checked form. */
@ObjectClassDefinition(
        id = MqttReporterConfig.PID,
        name = "Gatewatch MQTT",
        description = "Publishes reports and states to one MQTT 3.1.1 broker.")
@interface MqttReporterConfig {
    String PID = "org.gatewatch.mqtt";

    @AttributeDefinition(
            name = "Enabled",
            description = "true: connect and publish; false: stay away from the network.")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Broker",
            description = "tcp://host[:port] (port 1883) or ssl://host[:port] (port 8883, the JVM's trust store).")
    String serverUri() default "tcp://127.0.0.1:1883";

    @AttributeDefinition(
            name = "Gateway id",
            description = "This gateway's name in topics and messages, 1 to 200 characters; empty: the host name.")
    String gatewayId() default "";

    @AttributeDefinition(
            name = "Client id",
            description = "What the broker knows this connection by, unique at the broker, 1 to 200 characters; "
                    + "empty: gatewatch- and the gateway id.")
    String clientId() default "";

    @AttributeDefinition(name = "User name", description = "For the broker; empty: connect without one.")
    String username() default "";

    @AttributeDefinition(
            name = "Password",
            description = "For the broker; needs a user name; empty: connect without one.",
            type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(
            name = "Keep-alive",
            description = "Seconds of silence after which both sides test the connection, 5 to 3600.",
            min = "5",
            max = "3600")
    int keepAlive_seconds() default 30;

    @AttributeDefinition(
            name = "Queue size",
            description = "Reports kept while the broker is away, 1 to 20000, at most 400 bytes of memory each; "
                    + "beyond that the oldest is dropped and counted.",
            min = "1",
            max = "20000")
    int queueSize() default 10_000;
}
