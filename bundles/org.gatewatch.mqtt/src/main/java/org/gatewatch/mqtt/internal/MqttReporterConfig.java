package org.gatewatch.mqtt.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator sets in {@code org.gatewatch.mqtt.cfg}; {@link MqttSettings} is its checked form. */
@ObjectClassDefinition(
        id = MqttReporterConfig.PID,
        name = "Gatewatch MQTT",
        description = "Publishes reports and states to one MQTT broker.")
@interface MqttReporterConfig {
    String PID = "org.gatewatch.mqtt";

    @AttributeDefinition(
            name = "Enabled",
            description = "true: connect and publish; false: stay away from the network.")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Broker",
            description =
                    "tcp://host[:port] (port 1883), ssl://host[:port] (8883), or by WebSocket ws://host[:port][/path] "
                            + "(80) and wss://host[:port][/path] (443); several, separated by commas, are addresses of "
                            + "one broker, tried in turn.")
    String serverUri() default "tcp://127.0.0.1:1883";

    @AttributeDefinition(name = "Version of MQTT", description = "3.1.1 or 5.")
    String mqttVersion() default "3.1.1";

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
                    "json; influx: reports and states in InfluxDB's line protocol; homeassistant: JSON, and what Home "
                            + "Assistant needs to show every probe by itself.")
    String format() default "json";

    @AttributeDefinition(
            name = "Prefix of discovery",
            description = "Where Home Assistant looks for what there is, with format = homeassistant.")
    String discoveryPrefix() default "homeassistant";

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
            name = "File of the password",
            description = "Instead of password: its first line; only its owner may read it. Read for each connection.")
    String passwordFile() default "";

    @AttributeDefinition(
            name = "Trusted certificates",
            description = "File in PEM with those who may vouch for the broker; empty: the JVM's trust store.")
    String tls_trustFile() default "";

    @AttributeDefinition(
            name = "Our certificate",
            description = "File in PEM with our certificate and those that vouch for it; empty: none is shown.")
    String tls_certificateFile() default "";

    @AttributeDefinition(
            name = "Key of our certificate",
            description = "File in PEM (PKCS #8, not encrypted); only its owner may read it.")
    String tls_keyFile() default "";

    @AttributeDefinition(
            name = "Application protocols",
            description = "Names to ask for in the TLS handshake (ALPN), separated by commas; empty: none.")
    String tls_alpn() default "";

    @AttributeDefinition(
            name = "Keep-alive",
            description = "Seconds of silence after which both sides test the connection, 5 to 3600.",
            min = "5",
            max = "3600")
    int keepAlive_seconds() default 30;

    @AttributeDefinition(
            name = "Queue on disk",
            description = "Mebibytes of reports kept on disk while the broker is away, 1 to 65536, about 5500 reports "
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
            description = "Kibibytes of reports kept in memory while the disk takes none, 64 to 65536, about 3 reports "
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
