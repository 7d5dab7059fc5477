package org.gatewatch.probe.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real echoes between two network namespaces, sent by the real bundles in a Felix that has CAP_NET_RAW and nothing else. */
@Timeout(30)
final class IcmpTransportIT {
    private static final int SAMPLES = 50;
    private static final List<String> NET_RAW_ONLY = List.of("setpriv", "--bounding-set=-all,+net_raw");
    private static final List<String> NOTHING = List.of("setpriv", "--bounding-set=-all");

    @TempDir
    private static Path storage;

    private static Namespaces net;
    private static WireNodeProcess node;
    private static int opened;

    private String probe;

    @BeforeAll
    static void startNode() throws IOException {
        boolean root = System.getProperty("user.name").equals("root");
        if (!root) {
            System.err.println("SKIPPED, needs root for network namespaces: " + IcmpTransportIT.class.getName());
        }
        Assumptions.assumeTrue(root, "needs root for network namespaces");
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        net = new Namespaces();
        node = new WireNodeProcess(net.gateway, storage.resolve("felix"), NET_RAW_ONLY);
    }

    @AfterAll
    static void stopNode() {
        try {
            if (node != null) {
                node.close();
            }
        } finally {
            if (net != null) {
                net.close();
            }
            Awaitility.reset();
        }
    }

    @BeforeEach
    void nameProbe() {
        probe = "probe" + opened++;
    }

    @AfterEach
    void closeProbe() {
        node.say("close " + probe);
    }

    private void open(String destination, String source) {
        node.say("open " + probe + " " + destination + " " + source + " 56");
    }

    /** Sends the sample before all others, whose numbers grow. */
    private void awaitSend(String result) {
        await().until(() -> node.say("send " + probe + " 0 1"), (result + "=1")::equals);
    }

    private void awaitEgress(String egress) {
        await().until(() -> node.say("egress " + probe), egress::equals);
    }

    private void sendAndAwaitAnswers(int first) {
        assertEquals("SENT=" + SAMPLES, node.say("send " + probe + " " + first + " " + SAMPLES));
        await().until(() -> node.rttNanos(probe).keySet().stream()
                        .filter(number -> number >= first && number < first + SAMPLES)
                        .count()
                == SAMPLES);
    }

    @Test
    void measuresWhatTcpdumpMeasures(@TempDir Path files) throws IOException {
        assertAll(() -> comparesWithTcpdump("203.0.113.1", files), () -> comparesWithTcpdump("2001:db8:f::1", files));
    }

    private void comparesWithTcpdump(String destination, Path files) throws IOException {
        open(destination, "any");
        awaitSend("SENT");
        Path file = files.resolve(destination.replace(':', '-'));
        try (Tcpdump tcpdump = new Tcpdump(net.gateway, file, "host " + destination)) {
            sendAndAwaitAnswers(65_510); // across the wrap of the 16-bit ICMP sequence
            await().until(() ->
                    Files.exists(tcpdump.file()) && PcapFile.rttNanos(file).size() == SAMPLES);
        }
        Map<Long, Long> truth = PcapFile.rttNanos(file);
        Map<Long, Long> ours = node.rttNanos(probe);
        truth.forEach((number, rttNanos) -> assertEquals(rttNanos, ours.get(number), "RTT of " + number));
    }

    @Test
    void takesTheSourceAddressAsked() {
        open("203.0.113.1", "198.51.100.5");
        awaitEgress("one0 198.51.100.5");
        // the answers come back through the other interface
        sendAndAwaitAnswers(1);
    }

    @Test
    void leavesByTheInterfaceAskedOrNotAtAll() throws IOException {
        open("198.51.100.6", "two0");
        awaitEgress("two0 198.51.100.5");
        sendAndAwaitAnswers(1);
        net.inGateway("ip link set two0 down");
        awaitSend("INTERFACE_DOWN");
        net.inGateway("ip link set two0 up");
        awaitSend("SENT");
        sendAndAwaitAnswers(100);
    }

    @Test
    void noticesThatTheCableIsOut() throws IOException {
        open("198.51.100.6", "any");
        awaitSend("SENT");
        net.inPeer("ip link set two1 down");
        awaitSend("INTERFACE_DOWN");
        net.inPeer("ip link set two1 up");
        awaitSend("SENT");
        sendAndAwaitAnswers(1);
    }

    @Test
    void followsTheRoute() throws IOException {
        open("203.0.113.1", "any");
        awaitEgress("one0 198.51.100.1");
        net.inGateway("ip route replace 203.0.113.0/24 via 198.51.100.6");
        awaitEgress("two0 198.51.100.5");
        sendAndAwaitAnswers(1);
        net.inGateway("ip route delete 203.0.113.0/24");
        awaitSend("NO_ROUTE");
        net.inGateway("ip route add 203.0.113.0/24 via 198.51.100.2");
        awaitEgress("one0 198.51.100.1");
        sendAndAwaitAnswers(100);
    }

    @Test
    void followsTheNeighboursAddress() throws IOException {
        open("203.0.113.1", "two0");
        net.inGateway("ip route add 203.0.113.1/32 via 198.51.100.6");
        awaitEgress("two0 198.51.100.5");
        net.inPeer("ip link set two1 address 02:00:00:00:00:77");
        net.inGateway("ip neighbour delete 198.51.100.6 dev two0");
        awaitSend("SENT");
        await().until(() -> {
            node.say("send " + probe + " 1 1");
            return node.rttNanos(probe).containsKey(1L);
        });
        net.inGateway("ip route delete 203.0.113.1/32");
    }

    @Test
    void followsAnInterfaceThatComesBackWithAnotherIndex() throws IOException {
        open("192.0.2.2", "tun-a");
        awaitSend("NO_SOURCE");
        for (int round = 0; round < 2; round++) {
            net.inGateway("ip link add tun-a type veth peer name tun-b netns " + net.peer);
            net.inGateway("ip address add 192.0.2.1/30 dev tun-a");
            net.inGateway("ip link set tun-a up");
            net.inPeer("ip address add 192.0.2.2/30 dev tun-b");
            net.inPeer("ip link set tun-b up");
            awaitSend("SENT");
            sendAndAwaitAnswers(round * 100);
            net.inGateway("ip link delete tun-a");
            awaitSend("NO_SOURCE");
        }
    }

    @Test
    void refusesWhatCannotBeSent() {
        open("203.0.113.1", "192.0.2.77");
        awaitSend("NO_SOURCE");
        node.say("close " + probe);
        open("198.51.100.3", "any"); // the subnet's broadcast address
        awaitSend("UNSUPPORTED");
        node.say("close " + probe);
        node.say("open " + probe + " 203.0.113.1 any 1473 df");
        awaitSend("TOO_BIG");
    }

    @Test
    void reportsUnresolvedNeighbours() {
        open("2001:db8:1::dead", "any");
        awaitSend("NEIGHBOUR_UNRESOLVED");
    }

    @Test
    void hearsIcmpErrorsAboutItsPackets() throws IOException {
        net.inPeer("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        net.inPeer("ip route add prohibit 203.0.113.13/32");
        open("203.0.113.13", "any");
        awaitSend("SENT");
        await().until(() -> node.say("fates " + probe), "0!3/13/198.51.100.2"::equals);
    }

    @Test
    void losesNoPacketOfItsOwn() {
        open("203.0.113.1", "any");
        awaitSend("SENT");
        node.say("send " + probe + " 1 5000");
        await().until(() -> node.rttNanos(probe).size() > 256);
        assertEquals("0", node.say("missed"));
    }

    @Test
    void findsNothingMissingWithNetRawOnly() {
        open("203.0.113.1", "any");
        assertEquals("", node.say("missing"));
    }

    @Test
    void saysWhatIsMissingAndStopsCleanlyWithoutPrivileges() throws IOException {
        open("203.0.113.1", "any");
        try (WireNodeProcess powerless = new WireNodeProcess(net.gateway, storage.resolve("powerless"), NOTHING)) {
            assertTrue(powerless.say("missing").startsWith("CAP_NET_RAW is missing: run as root"));
            powerless.say("open p 203.0.113.1 any 56");
            await().until(() -> powerless.say("send p 1 1"), result -> result.matches("(SEND_ERROR|CAPTURE_DOWN)=1"));
            String[] stop = powerless.stop().split(" ", -1);
            assertTrue(Integer.parseInt(stop[0]) < 2_000, "stop took " + stop[0] + " ms");
            assertEquals("0", stop[1], "threads left");
        }
    }
}
