package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** tcpdump on the gateway's outer interface: the truth that reports are held against. */
final class Capture implements AutoCloseable {
    private final Path file;
    private final Path messages;
    private final Process tcpdump;

    /**
     * Starts capturing and returns when no packet is missed any more.
     *
     * @param folder where the capture is kept
     */
    Capture(Lab lab, Path folder) throws IOException {
        file = folder.resolve("wan.pcap");
        messages = folder.resolve("tcpdump.txt");
        tcpdump = lab.in("gw", command())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        await().until(() -> Files.readString(messages).contains("listening on"));
    }

    private List<String> command() {
        var command =
                new ArrayList<>(List.of("tcpdump", "-i", "wan", "--time-stamp-precision=nano", "-n", "-s", "128"));
        command.addAll(List.of("--immediate-mode", "-U")); // every packet is in the file at once
        command.addAll(List.of("-Z", "root", "-w", file.toString(), "icmp or icmp6"));
        return command;
    }

    /** What was captured so far. */
    List<Echo> echoes() throws IOException {
        return PcapFile.echoesIn(file);
    }

    @Override
    public void close() {
        tcpdump.destroy();
    }
}
