package org.gatewatch.itest.harness;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/**
 * Folders and ports of one framework. They travel into it as framework properties, so that setting files can name them
 * as {@code ${gatewatch.itest.snmp.port}}.
 *
 * @param config the watched folder, as with {@code --config}
 * @param data what the instance may write to, as with {@code --data}
 * @param log what the bundles logged
 * @param snmpPort a UDP port of 127.0.0.1 for the agent
 * @param mqttPort a TCP port of 127.0.0.1 where a test may run a broker
 */
public record Home(Path config, Path data, Path log, int snmpPort, int mqttPort) {
    static final String CONFIG = "gatewatch.config";
    static final String DATA = "gatewatch.data";
    static final String LOG = "org.ops4j.pax.logging.useFileLogFallback";
    static final String SNMP_PORT = "gatewatch.itest.snmp.port";
    static final String MQTT_PORT = "gatewatch.itest.mqtt.port";

    /** The home of the framework that a test runs in. */
    public static Home of(BundleContext context) {
        return new Home(
                Path.of(context.getProperty(CONFIG)),
                Path.of(context.getProperty(DATA)),
                Path.of(context.getProperty(LOG)),
                Integer.parseInt(context.getProperty(SNMP_PORT)),
                Integer.parseInt(context.getProperty(MQTT_PORT)));
    }
}
