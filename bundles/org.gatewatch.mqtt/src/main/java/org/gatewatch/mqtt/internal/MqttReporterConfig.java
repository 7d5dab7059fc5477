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
            description =
                    "tcp://host[:port] (port 1883) or ssl://host[:port] (port 8883, the JVM's trust store); several, "
                            + "separated by commas, are addresses of one broker, tried in turn.")
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

    @AttributeDefinition(name = "Site", description = "What {site} in topics stands for, 0 to 200 characters.")
    String site() default "";

    @AttributeDefinition(name = "Account", description = "What {account} in topics stands for, 0 to 200 characters.")
    String account() default "";

    @AttributeDefinition(
            name = "Topic of the status",
            description = "May contain {gateway} {site} {account}, as all topics may.")
    String topic_status() default "gatewatch/{gateway}/status";

    @AttributeDefinition(name = "Topic of reports", description = "May contain {monitor} {probe}.")
    String topic_report() default "gatewatch/{gateway}/{monitor}/{probe}/report";

    @AttributeDefinition(name = "Topic of a probe's state", description = "Must contain {monitor} {probe}.")
    String topic_state() default "gatewatch/{gateway}/{monitor}/{probe}/state";

    @AttributeDefinition(name = "Topic of a monitor's state", description = "Must contain {monitor}.")
    String topic_monitor() default "gatewatch/{gateway}/{monitor}/state";

    @AttributeDefinition(name = "Topic of a VPN connection's state", description = "Must contain {connection}.")
    String topic_connection() default "gatewatch/{gateway}/connection/{connection}/state";

    @AttributeDefinition(name = "Topic of events", description = "What is raised, cleared, located or misconfigured.")
    String topic_event() default "gatewatch/{gateway}/event";

    @AttributeDefinition(
            name = "Format",
            description =
                    "json, or influx: reports and states in InfluxDB's line protocol; status and events stay JSON.")
    String format() default "json";

    @AttributeDefinition(
            name = "State interval",
            description =
                    "Seconds after which a state is published again that did not change, 10 to 86400; what it says "
                            + "is valid for two of them.",
            min = "10",
            max = "86400")
    int stateInterval_seconds() default 300;

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
            name = "Queue on disk",
            description = "Mebibytes of reports kept on disk while the broker is away, 1 to 65536, about 1400 reports "
                    + "each; beyond that the oldest are dropped and counted.",
            min = "1",
            max = "65536")
    int queue_mib() default 256;

    @AttributeDefinition(
            name = "Age of reports",
            description =
                    "Hours for which a report waits for the broker, 1 to 8760; older ones are dropped and counted.",
            min = "1",
            max = "8760")
    int queue_hours() default 72;

    @AttributeDefinition(
            name = "Queue in memory",
            description = "Kibibytes of reports kept in memory while the disk takes none, 64 to 65536, about 1 report "
                    + "each; beyond that the oldest are dropped and counted.",
            min = "64",
            max = "65536")
    int queue_memory_kib() default 1024;

    @AttributeDefinition(
            name = "Pace of the backlog",
            description = "Reports per second, 1 to 100000, that are sent at most of those that waited for the "
                    + "connection; what is reported now goes first.",
            min = "1",
            max = "100000")
    int backlog_perSecond() default 20_000;
}
