package org.gatewatch.history.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.gatewatch.testkit.ManualClock;

/** What happens on a file system of 8 MiB that somebody else fills; a process of its own. */
final class FullDisk {
    private static final int PROBES = 20;

    private final PeriodStore store;
    private final Path file;
    private final Path ballast;
    private long minute;

    private FullDisk(Path folder) {
        file = folder.resolve("history/periods.mv");
        store = new PeriodStore(file, Examples.days(7), new ManualClock());
        ballast = folder.resolve("ballast");
    }

    /** Takes the file system's folder. */
    public static void main(String[] arguments) throws IOException {
        new FullDisk(Path.of(arguments[0])).run();
        System.out.println("all is well");
    }

    private void run() throws IOException {
        require(report(10), "stores on an empty disk");
        fill(1 << 20);
        long before = minute;
        require(!report(3), "stores nothing when little is left");
        require(store.status().problem().contains("left on the disk"), "says so: " + store.status());
        require(read() == before, "still reads what is stored: " + read() + " of " + before);
        fill(0);
        require(!report(3), "stores nothing when nothing is left");
        Files.delete(ballast);
        require(report(3), "stores again");
        require(store.status().problem().isEmpty(), "says so");
        require(read() == minute, "has lost nothing: " + read() + " of " + minute);
        meetTheEndOfTheDisk();
        require(read() == minute, "has lost nothing: " + read() + " of " + minute);
        store.close();
    }

    /** Free space is looked at before, but somebody else may take it meanwhile: the write itself fails. */
    private void meetTheEndOfTheDisk() throws IOException {
        limitFiles(Long.toString(Files.size(file) + (4 << 10)));
        boolean stored = true;
        for (int i = 0; i < 300 && stored; i++) {
            stored = report(1);
        }
        require(!stored, "meets the end");
        require(!report(1), "meets it again");
        limitFiles("unlimited");
        require(report(1), "stores again after it met the end");
    }

    private static void limitFiles(String bytes) throws IOException {
        String self = Long.toString(ProcessHandle.current().pid());
        Process limit = new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + bytes + ":")
                .redirectErrorStream(true)
                .start();
        String said = new String(limit.getInputStream().readAllBytes(), UTF_8);
        require(said.isEmpty(), "limits the size of files: " + said);
    }

    private boolean report(int minutes) {
        boolean stored = false;
        for (int i = 0; i < minutes; i++) {
            minute++;
            for (int probe = 0; probe < PROBES; probe++) {
                store.add(
                        Examples.good(Examples.probe(probe), Examples.START.plus(Duration.ofMinutes(minute)), minute));
            }
            stored = store.flush();
        }
        return stored;
    }

    private long read() {
        List<Long> read = Examples.sequences(store, Examples.BERLIN);
        require(LongStream.rangeClosed(1, read.size()).boxed().toList().equals(read), "no gaps: " + read);
        return read.size();
    }

    /** Until so many bytes are left. */
    private void fill(long left) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4 << 10];
            while (Files.getFileStore(ballast).getUsableSpace() > left) {
                out.write(block);
            }
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
