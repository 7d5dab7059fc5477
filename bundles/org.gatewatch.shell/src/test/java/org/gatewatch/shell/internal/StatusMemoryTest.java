package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The running instance has 64 MB of heap and lives on most of it: a question must never need a share of what is left. */
class StatusMemoryTest {
    private static final int PROBES = 10_000;
    private static final int MAX_CHUNK_BYTES = 64 * 1024;
    private static final int MAX_ALLOCATED_BYTES = 1_000_000;

    private final StatusJson json = new StatusJson();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void noChunkIsLargerThanWhatASocketTakes() throws UnknownHostException {
        int largest = 0;
        for (var chunks = answer(PROBES); chunks.hasNext(); ) {
            largest = Math.max(largest, chunks.next().length);
        }
        assertTrue(largest <= MAX_CHUNK_BYTES, largest + " bytes");
    }

    /** Bounds what can be alive, too: nothing is carried from chunk to chunk but the place in the document. */
    @Test
    void noChunkNeedsMuchMemory() throws UnknownHostException {
        answer(PROBES).next(); // for Gson to learn the records and for the JDK to make accessors, which happens once
        long most = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (var chunks = answer(PROBES); chunks.hasNext(); ) {
            chunks.next();
            long after = threads.getCurrentThreadAllocatedBytes();
            most = Math.max(most, after - before);
            before = after;
        }
        assertTrue(most < MAX_ALLOCATED_BYTES, most + " bytes");
    }

    @Test
    void aHalfReadAnswerKeepsNoEntries() throws UnknownHostException {
        long before = usedBytes();
        var chunks = answer(PROBES);
        for (int i = 0; i < 100; i++) {
            chunks.next();
        }
        long kept = usedBytes() - before;
        assertTrue(chunks.hasNext(), "10,000 probes are more than 100 chunks");
        assertTrue(kept < MAX_ALLOCATED_BYTES, kept + " bytes");
    }

    private Iterator<byte[]> answer(int probes) throws UnknownHostException {
        var status = Running.status(Optional.of(Running.report()));
        var monitoring = Running.monitoring(Collections.nCopies(probes, status));
        var document = new Snapshot("gw1", "0.1.0", Running.START)
                .of(Optional.of(monitoring), Optional.of(Running.configuration()), Running.START);
        return json.chunks(document);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
