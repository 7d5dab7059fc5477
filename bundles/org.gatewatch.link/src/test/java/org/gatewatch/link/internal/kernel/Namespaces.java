package org.gatewatch.link.internal.kernel;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A gateway and a peer in network namespaces, joined by two cables. The thread that makes it works in the gateway until
 * it closes it, and so do the threads and processes that it starts.
 *
 * <pre>
 *   gateway one0 198.51.100.1/30 2001:db8:1::1 --- 198.51.100.2 2001:db8:1::2 one1 peer
 *   gateway two0 198.51.100.5/30 2001:db8:2::1 --- 198.51.100.6 2001:db8:2::2 two1 peer
 * </pre>
 */
public final class Namespaces implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000;

    private final String gateway = "gwl-" + ProcessHandle.current().pid() + "-g";
    private final String peer = "gwl-" + ProcessHandle.current().pid() + "-p";
    private final int before = Calls.open("/proc/thread-self/ns/net", 0);
    /** For a JVM that is ended by a signal. */
    private final Thread onExit = new Thread(this::delete);

    public Namespaces() throws IOException {
        Runtime.getRuntime().addShutdownHook(onExit);
        run("ip netns add " + gateway);
        run("ip netns add " + peer);
        int inside = Calls.open("/run/netns/" + gateway, 0);
        enter(inside);
        Calls.close(inside);
        run("ip link set lo up");
        run("ip link add one0 type veth peer name one1 netns " + peer);
        run("ip link add two0 type veth peer name two1 netns " + peer);
        address("", "one0", "198.51.100.1/30", "2001:db8:1::1/64");
        address("", "two0", "198.51.100.5/30", "2001:db8:2::1/64");
        address("-n " + peer, "one1", "198.51.100.2/30", "2001:db8:1::2/64");
        address("-n " + peer, "two1", "198.51.100.6/30", "2001:db8:2::2/64");
    }

    private static void address(String where, String device, String four, String six) throws IOException {
        String ip = ("ip " + where).trim();
        run(ip + " address add " + four + " dev " + device);
        run(ip + " address add " + six + " dev " + device + " nodad");
        run(ip + " link set " + device + " up");
    }

    public void inPeer(String command) throws IOException {
        run("ip netns exec " + peer + " " + command);
    }

    /** Runs a command without a shell and returns what it said. */
    public static String run(String command) throws IOException {
        Process process = new ProcessBuilder(Arrays.asList(command.split(" ", -1)))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new IOException(command + ": exit " + exit + ": " + output);
        }
        return output;
    }

    /** Runs several commands. */
    public static void run(String... commands) throws IOException {
        for (String command : commands) {
            run(command);
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(onExit);
        enter(before);
        Calls.close(before);
        delete();
    }

    private static void enter(int namespace) throws IOException {
        if (Calls.setns(namespace, CLONE_NEWNET) != 0) {
            throw new IOException("setns: errno " + Native.getLastError());
        }
    }

    private void delete() {
        for (String namespace : List.of(gateway, peer)) {
            try {
                run("ip netns delete " + namespace);
            } catch (IOException e) {
                // it was not made, or is gone
            }
        }
    }
}
