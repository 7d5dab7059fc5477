/**
 * Publishes reports and states to one MQTT broker. {@link org.gatewatch.mqtt.internal.MqttReporter} is the component,
 * {@link org.gatewatch.mqtt.internal.BrokerLoop} the thread that owns the connection; only
 * {@link org.gatewatch.mqtt.internal.BrokerConnection} and its sockets know Paho.
 */
package org.gatewatch.mqtt.internal;
