package org.gatewatch.mqtt.internal;

/**
 * What goes on whether there is a connection or not.
 *
 * @param status what is said of the gateway
 * @param upkeep everything that is to be looked after about once per second, by the thread of the connection
 */
record Publication(GatewayStatus status, Runnable upkeep) {}
