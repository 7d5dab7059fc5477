package org.gatewatch.mqtt.internal.queue;

/**
 * How a queue does.
 *
 * @param pending entries that are still to be delivered
 * @param diskBytes what its segments take
 * @param dropped entries that gave way since the start because the queue was full or they were too old
 * @param damaged entries that could not be read any more since the start
 * @param failure why nothing can be written to the disk at present; empty when it can
 */
public record QueueFigures(long pending, long diskBytes, long dropped, long damaged, String failure) {}
