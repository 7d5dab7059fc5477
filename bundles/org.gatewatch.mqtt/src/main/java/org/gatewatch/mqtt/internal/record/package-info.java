/**
 * How a report waits in the queue: {@link org.gatewatch.mqtt.internal.record.RecordCodec}. It knows nothing of MQTT, nor of
 * how the report will be written in the end.
 */
package org.gatewatch.mqtt.internal.record;
