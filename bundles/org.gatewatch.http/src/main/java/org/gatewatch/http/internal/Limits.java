package org.gatewatch.http.internal;

import java.time.Duration;

/**
 * How much a client may take of the gateway.
 *
 * @param connections open at a time; further ones wait until one is closed
 * @param headerBytes of a request
 * @param bodyBytes of a request
 * @param silence after which a connection is closed
 * @param patience within which a request must have come, and its answer gone, whole; up to twice as long
 * @param threads that answer
 * @param streams long answers that are sent at a time: each holds what it shows until it is sent
 */
record Limits(
        int connections,
        int headerBytes,
        int bodyBytes,
        Duration silence,
        Duration patience,
        int threads,
        int streams) {
    /** What the feature runs with. */
    static Limits of(int connections) {
        return new Limits(connections, 16 << 10, 64 << 10, Duration.ofSeconds(30), Duration.ofSeconds(10), 6, 3);
    }
}
