package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The running instance has 50 MB of heap and lives on most of it: a question must never need a share of what is left. */
class StatusMemoryTest {
    private static final int PROBES = 10_000;
    private static final int MAX_KEPT_BYTES = 1_000_000;

    private final StatusJson json = new StatusJson();

    /** Nothing is carried along but the place in the document; so also while a slow reader has half of it. */
    @Test
    void anAnswerKeepsNoEntries() throws IOException {
        json.write(answer(1), new Measuring()); // for Gson to learn the records, which happens once
        long before = usedBytes();
        var reader = new Measuring();
        json.write(answer(PROBES), reader);

        long kept = reader.usedInTheMiddle - before;
        assertTrue(kept < MAX_KEPT_BYTES, kept + " bytes");
    }

    @Test
    void nothingIsMadeLongBeforeItIsWritten() throws IOException {
        json.write(answer(1), new Measuring());
        var reader = new Measuring();
        json.write(answer(PROBES), reader);

        assertTrue(reader.mostBetweenWrites < MAX_KEPT_BYTES, reader.mostBetweenWrites + " bytes");
    }

    private static StatusDocument answer(int probes) throws UnknownHostException {
        var status = Running.status(Optional.of(Running.report()));
        var monitoring = Running.monitoring(Collections.nCopies(probes, status));
        return new Snapshot("gw1", "0.1.0", Running.START).of(Running.services(monitoring), Running.START);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Takes a document and looks at the memory meanwhile. */
    private static final class Measuring extends Writer {
        private static final int MIDDLE = 3_000_000;

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private long allocated = threads.getCurrentThreadAllocatedBytes();
        private long written;
        private long mostBetweenWrites;
        private long usedInTheMiddle;

        @Override
        public void write(char[] text, int offset, int length) {
            mostBetweenWrites = Math.max(mostBetweenWrites, threads.getCurrentThreadAllocatedBytes() - allocated);
            written += length;
            if (written > MIDDLE && usedInTheMiddle == 0) {
                usedInTheMiddle = usedBytes();
            }
            allocated = threads.getCurrentThreadAllocatedBytes();
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // there is nothing to be closed
        }
    }
}
