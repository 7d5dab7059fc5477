package org.gatewatch.probe.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A gateway and a peer: two network namespaces joined by two cables. The peer also owns 203.0.113.1 and 2001:db8:f::1,
 * behind either cable. Beyond the peer is a third one, whose cable takes 1300 bytes only.
 *
 * <pre>
 *   gateway one0 198.51.100.1  2001:db8:1::1 --- 198.51.100.2 2001:db8:1::2 one1 peer
 *   gateway two0 198.51.100.5  2001:db8:2::1 --- 198.51.100.6 2001:db8:2::2 two1 peer
 *      peer far0 198.51.100.9  2001:db8:3::1 --- 198.51.100.10 2001:db8:3::2 far1 far
 * </pre>
 */
final class Namespaces implements AutoCloseable {
    final String gateway = "gwt-" + ProcessHandle.current().pid() + "-g";
    final String peer = "gwt-" + ProcessHandle.current().pid() + "-p";
    final String far = "gwt-" + ProcessHandle.current().pid() + "-f";

    /** For a JVM that is ended by a signal. */
    private final Thread onExit = new Thread(this::delete);

    Namespaces() throws IOException {
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            run("ip netns add " + gateway);
            run("ip netns add " + peer);
            run("ip netns add " + far);
            inGateway("ip link add one0 type veth peer name one1 netns " + peer);
            inGateway("ip link add two0 type veth peer name two1 netns " + peer);
            for (String namespace : List.of(gateway, peer, far)) {
                run("ip -n " + namespace + " link set lo up");
            }
            address(gateway, "one0", "198.51.100.1/30", "2001:db8:1::1/64");
            address(gateway, "two0", "198.51.100.5/30", "2001:db8:2::1/64");
            address(peer, "one1", "198.51.100.2/30", "2001:db8:1::2/64");
            address(peer, "two1", "198.51.100.6/30", "2001:db8:2::2/64");
            address(peer, "lo", "203.0.113.1/32", "2001:db8:f::1/128");
            inGateway("ip route add 203.0.113.0/24 via 198.51.100.2");
            inGateway("ip route add 2001:db8:f::/64 via 2001:db8:1::2");
            routeToFar();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void routeToFar() throws IOException {
        inPeer("ip link add far0 mtu 1300 type veth peer name far1 mtu 1300 netns " + far);
        address(peer, "far0", "198.51.100.9/30", "2001:db8:3::1/64");
        address(far, "far1", "198.51.100.10/30", "2001:db8:3::2/64");
        inPeer("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        inGateway("ip route add 198.51.100.8/30 via 198.51.100.2");
        inGateway("ip route add 2001:db8:3::/64 via 2001:db8:1::2");
        run("ip -n " + far + " route add default via 198.51.100.9");
        run("ip -n " + far + " -6 route add default via 2001:db8:3::1");
    }

    private static void address(String namespace, String device, String four, String six) throws IOException {
        run("ip -n " + namespace + " address add " + four + " dev " + device);
        run("ip -n " + namespace + " address add " + six + " dev " + device + " nodad");
        run("ip -n " + namespace + " link set " + device + " up");
    }

    void inGateway(String command) throws IOException {
        run("ip netns exec " + gateway + " " + command);
    }

    /** Returns what the command said. */
    String inPeer(String command) throws IOException {
        return run("ip netns exec " + peer + " " + command);
    }

    /** Runs a command without a shell and returns what it said. */
    static String run(String command) throws IOException {
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

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        delete();
    }

    private void delete() {
        for (String namespace : List.of(gateway, peer, far)) {
            try {
                run("ip netns delete " + namespace);
            } catch (IOException e) {
                System.err.println(e.getMessage()); // was not made, or says what is left behind
            }
        }
    }
}
