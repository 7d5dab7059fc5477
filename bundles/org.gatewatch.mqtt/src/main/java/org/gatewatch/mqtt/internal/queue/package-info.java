/**
 * The queue on disk between the engine and one broker: {@link org.gatewatch.mqtt.internal.queue.ReportQueue}. It knows
 * nothing of MQTT. A folder holds segments, files that only grow, each a row of entries with a checksum of their own, and a
 * small file that says which entries are still to be delivered. Losing the latter means duplicates, never a loss.
 */
package org.gatewatch.mqtt.internal.queue;
