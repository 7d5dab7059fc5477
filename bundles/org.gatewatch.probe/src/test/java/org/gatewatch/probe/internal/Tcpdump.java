package org.gatewatch.probe.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A tcpdump on the gateway's first cable. */
final class Tcpdump implements AutoCloseable {
    private final Process process;
    private final Path file;

    /** Starts it and waits until it captures. */
    Tcpdump(String namespace, Path file, String filter) throws IOException {
        this.file = file;
        process = new ProcessBuilder(List.of(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "tcpdump",
                        "-i",
                        "one0",
                        "-U",
                        "-Z",
                        "root",
                        "-w",
                        file.toString(),
                        "--time-stamp-precision=nano",
                        "-s",
                        "160", // with its default, tcpdump's ring holds 15 packets
                        filter))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.contains("listening on")) {
            line = output.readLine();
        }
    }

    /** Where it writes; there from the first packet on. */
    Path file() {
        return file;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
