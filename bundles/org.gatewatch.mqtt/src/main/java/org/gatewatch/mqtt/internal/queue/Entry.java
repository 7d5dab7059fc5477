package org.gatewatch.mqtt.internal.queue;

/** One message in the queue. Immutable, as long as nobody writes to its payload. */
public final class Entry {
    private final long number;
    private final long epochMillis;
    private final String topic;
    private final byte[] payload;

    Entry(long number, long epochMillis, String topic, byte[] payload) {
        this.number = number;
        this.epochMillis = epochMillis;
        this.topic = topic;
        this.payload = payload;
    }

    /** Grows by one from entry to entry, also over restarts as long as the queue is not empty. */
    public long number() {
        return number;
    }

    /** When it was put in, by the wall clock. */
    public long epochMillis() {
        return epochMillis;
    }

    public String topic() {
        return topic;
    }

    public byte[] payload() {
        return payload;
    }

    /** About what it takes of the heap. */
    int heapBytes() {
        return 160 + topic.length() + payload.length; // headers, and the node that holds it in the queue's memory
    }
}
