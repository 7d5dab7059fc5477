package org.gatewatch.http.internal;

import java.io.IOException;

/**
 * Whether HTTP fits the heap, whose size was decided when the JVM started: the launcher gives more of it where HTTP is
 * enabled by then. An OutOfMemoryError would end probing; that HTTP waits for a restart does not.
 *
 * @param heapBytes at most
 */
record HeapRoom(long heapBytes) {
    /** The framework, what is new (SIZING.md), and 14 MB for Jetty, TLS and answers about thousands of probes. */
    private static final long FIXED_BYTES = 30L << 20;

    private static final long PROBE_BYTES = 3_277;

    /** @throws IOException when there is no room, with what to do */
    void require(int probes) throws IOException {
        if (FIXED_BYTES + probes * PROBE_BYTES > heapBytes) {
            throw new IOException("a heap of " + (heapBytes >> 20) + " MiB has no room for it beside " + probes
                    + " probes; after a restart Gatewatch has more, or with GATEWATCH_JAVA_OPTS=-Xmx...");
        }
    }
}
