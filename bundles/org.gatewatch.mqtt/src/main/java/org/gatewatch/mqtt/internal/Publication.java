package org.gatewatch.mqtt.internal;

import java.util.function.LongSupplier;

/**
 * What goes on whether there is a connection or not.
 *
 * @param status what is said of the gateway
 * @param upkeep everything that is to be looked after about once per second, by the thread of the connection; says after how many
 *     nanoseconds there is something to do again, unless the thread is woken
 */
record Publication(GatewayStatus status, LongSupplier upkeep) {}
