package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** tcpdump on an interface of the gateway: the truth that reports are held against. */
final class Capture implements AutoCloseable {
    private final Path file;
    private final Process tcpdump;

    /**
     * Starts capturing echoes on the outer interface and returns when no packet is missed any more.
     *
     * @param folder where the capture is kept
     */
    Capture(Lab lab, Path folder) throws IOException {
        this(lab, folder, "wan", "icmp or icmp6");
    }

    /**
     * The same of other packets.
     *
     * @param filter in tcpdump's language
     */
    Capture(Lab lab, Path folder, String interfaceName, String filter) throws IOException {
        file = Files.createTempFile(folder, interfaceName, ".pcap");
        Path messages = Files.createTempFile(folder, "tcpdump", ".txt");
        tcpdump = lab.in("gw", command(interfaceName, filter))
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        await().until(() -> Files.readString(messages).contains("listening on"));
    }

    private List<String> command(String interfaceName, String filter) {
        var command = new ArrayList<>(List.of("tcpdump", "-i", interfaceName, "--time-stamp-precision=nano", "-n"));
        command.addAll(List.of("-s", "1600", "-B", "16384")); // whole, and 9,000 of them while tcpdump has no time
        command.addAll(List.of("--immediate-mode", "-U")); // every packet is in the file at once
        command.addAll(List.of("-Z", "root", "-w", file.toString(), filter));
        return command;
    }

    /** What was captured so far. */
    List<Echo> echoes() throws IOException {
        var pairing = new EchoPairing();
        PcapFile.read(file, pairing);
        return pairing.echoes();
    }

    /** The same of one peer. */
    List<Echo> echoes(String peer) throws IOException {
        InetAddress address = address(peer);
        return echoes().stream().filter(echo -> echo.peer().equals(address)).toList();
    }

    /** How many packets to or from an address were captured so far. */
    long packets(String address) throws IOException {
        InetAddress wanted = address(address);
        var count = new long[1];
        PcapFile.read(file, (packet, epochNanos) -> {
            if (packet.source().equals(wanted) || packet.destination().equals(wanted)) {
                count[0]++;
            }
        });
        return count[0];
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Override
    public void close() {
        tcpdump.destroy();
    }
}
