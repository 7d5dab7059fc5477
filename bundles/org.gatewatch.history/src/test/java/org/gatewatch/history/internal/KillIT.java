package org.gatewatch.history.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, at random moments, again and again on the same files. */
class KillIT {
    private static final int KILLS = 15;

    @TempDir
    private Path folder;

    private final Random random = new Random();

    @Test
    void losesNothingThatWasFlushed() throws IOException, InterruptedException {
        long next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            long flushed = writeUntilKilled(next);
            long stored = stored();

            assertTrue(stored >= flushed, () -> flushed + " were flushed, " + stored + " are there");
            assertFalse(Files.exists(folder.resolve("periods.mv.damaged")));
            assertFalse(Files.exists(folder.resolve("state.mv.damaged")));
            next = stored + 1;
        }
    }

    /** The last period of which the process said that it was on the disk. */
    private long writeUntilKilled(long first) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(first))
                .redirectErrorStream(true)
                .start();
        String last = "0";
        try (BufferedReader said = process.inputReader(UTF_8)) {
            int lines = 1 + random.nextInt(60);
            for (String line = said.readLine(); line != null && lines-- > 0; line = said.readLine()) {
                last = line;
            }
            process.onExit()
                    .completeOnTimeout(process, random.nextInt(3_000), TimeUnit.MICROSECONDS)
                    .join();
            process.toHandle().destroyForcibly(); // SIGKILL; the process's own method would close the stream, too
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line;
            }
        }
        return Long.parseLong(last);
    }

    private long stored() {
        var store = new PeriodStore(folder.resolve("periods.mv"), Examples.days(7), new ManualClock());
        List<Long> read = Examples.sequences(store, Examples.BERLIN);
        store.close();
        assertEquals(LongStream.rangeClosed(1, read.size()).boxed().toList(), read);
        var facts = new KeptFacts(folder.resolve("state.mv"), () -> {});
        long minute = Long.parseLong(new String(facts.get("test", "minute").orElseThrow(), UTF_8));
        facts.close();
        assertTrue(minute >= read.size() - 1, () -> minute + " of " + read.size());
        return read.size();
    }
}
