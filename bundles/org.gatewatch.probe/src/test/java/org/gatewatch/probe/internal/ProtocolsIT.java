package org.gatewatch.probe.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TCP SYNs, fragments, marks and path MTUs between real kernels, compared with what tcpdump saw. */
@Timeout(30)
final class ProtocolsIT {
    private static final int SAMPLES = 20;
    private static final int OPEN_PORT = 8080;
    private static final int CLOSED_PORT = 81;
    private static final List<String> NET_RAW_ONLY = List.of("setpriv", "--bounding-set=-all,+net_raw");

    @TempDir
    private static Path storage;

    private static Namespaces net;
    private static WireNodeProcess node;
    private static Process listener;
    private static int opened;

    private String probe;

    @BeforeAll
    static void startNode() throws IOException {
        boolean root = System.getProperty("user.name").equals("root");
        if (!root) {
            System.err.println("SKIPPED, needs root for network namespaces: " + ProtocolsIT.class.getName());
        }
        Assumptions.assumeTrue(root, "needs root for network namespaces");
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        net = new Namespaces();
        node = new WireNodeProcess(net.gateway, storage.resolve("felix"), NET_RAW_ONLY);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        listener = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        net.peer,
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenPort.class.getName(),
                        Integer.toString(OPEN_PORT))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(
                "listening on 8080",
                listener.inputReader(StandardCharsets.UTF_8).readLine());
    }

    @AfterAll
    static void stopNode() {
        if (listener != null) {
            listener.destroy();
        }
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

    /** Opens a probe and waits until its packets leave. */
    private void open(String destination, String packet) {
        node.say("open " + probe + " " + destination + " any " + packet);
        await().until(() -> node.say("send " + probe + " 0 1"), "SENT=1"::equals);
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().until(condition);
    }

    /** Sends samples 1 to {@link #SAMPLES} beside a tcpdump until it has so many packets. */
    private Path captured(Path files, String filter, int packets) throws IOException {
        Path file = files.resolve("capture");
        try (Tcpdump tcpdump = new Tcpdump(net.gateway, file, filter)) {
            for (int number = 1; number <= SAMPLES; number++) {
                assertEquals("SENT=1", node.say("send " + probe + " " + number + " 1"));
            }
            awaitTrue(
                    () -> Files.exists(tcpdump.file()) && PcapFile.packets(file).size() >= packets);
        }
        return file;
    }

    private Map<Long, Long> rttNanos(String sign) {
        await().until(() -> node.nanos(probe, sign).size() > SAMPLES);
        Map<Long, Long> ours = node.nanos(probe, sign);
        ours.remove(0L);
        return ours;
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "2001:db8:f::1"})
    void measuresAnOpenPortAsTcpdumpDoes(String destination, @TempDir Path files) throws IOException {
        open(destination, "56 tcp:" + OPEN_PORT);
        Path file = captured(files, "tcp port " + OPEN_PORT, 2 * SAMPLES);
        assertWithinOneDelivery(
                new ArrayList<>(PcapFile.synRttNanos(file).values()),
                new ArrayList<>(rttNanos(":").values()));
    }

    /**
     * A SYN-ACK that comes over veth has no stamp of its own when it is delivered, unlike an echo reply, a RST, or whatever a
     * network card hands up: each socket that captures stamps it anew, ours some 350 ns before tcpdump's. Probably because
     * TCP keeps the time of departure in the field of the stamp.
     */
    private static void assertWithinOneDelivery(List<Long> truthNanos, List<Long> oursNanos) {
        assertEquals(truthNanos.size(), oursNanos.size());
        for (int i = 0; i < truthNanos.size(); i++) {
            long laterNanos = truthNanos.get(i) - oursNanos.get(i);
            assertTrue(laterNanos >= 0 && laterNanos < 50_000, "tcpdump " + truthNanos + ", we " + oursNanos);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "2001:db8:f::1"})
    void measuresAClosedPortAsTcpdumpDoes(String destination, @TempDir Path files) throws IOException {
        open(destination, "0 tcp:" + CLOSED_PORT);
        Path file = captured(files, "tcp port " + CLOSED_PORT, 2 * SAMPLES);
        Map<Long, Long> ours = rttNanos("-");
        assertEquals(new ArrayList<>(PcapFile.synRttNanos(file).values()), new ArrayList<>(ours.values()));
    }

    @Test
    void variesThePortFromProbeToProbe(@TempDir Path files) throws IOException {
        open("203.0.113.1", "56 tcp:" + OPEN_PORT);
        Path file = captured(files, "tcp port " + OPEN_PORT, 2 * SAMPLES);
        assertEquals(SAMPLES, PcapFile.synRttNanos(file).size());
        assertTrue(PcapFile.synRttNanos(file).keySet().stream().allMatch(port -> port >= 0xf000));
    }

    private static String halfOpen() throws IOException {
        return net.inPeer("ss -Htn state syn-recv");
    }

    @Test
    void resetsWhatThePeerHoldsOpenBecauseOfAFirewallOnThisHost() throws IOException {
        net.inGateway("nft add table inet strict");
        try {
            net.inGateway("nft add chain inet strict in { type filter hook input priority 0 ; }");
            net.inGateway("nft add rule inet strict in ct state invalid drop");
            open("203.0.113.1", "56 tcp:" + OPEN_PORT);
            await().until(() -> !halfOpen().isBlank());
            String first = halfOpen().lines().findFirst().orElseThrow().trim().replaceAll(".*\\s", "");
            AtomicLong number = new AtomicLong();
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                node.say("send " + probe + " " + number.incrementAndGet() + " 1");
                return !halfOpen().contains(first);
            });
        } finally {
            net.inGateway("nft delete table inet strict");
        }
    }

    @Test
    void sendsALargeSynInFragments() {
        open("203.0.113.1", "8500 tcp:" + CLOSED_PORT);
        awaitTrue(() -> node.nanos(probe, "-").containsKey(0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "2001:db8:f::1"})
    void measuresFromLastFragmentToLastFragment(String destination, @TempDir Path files) throws IOException {
        open(destination, "8500");
        await().until(() -> node.nanos(probe, ":").containsKey(0L));
        Path file = files.resolve("capture");
        try (Tcpdump tcpdump = new Tcpdump(net.gateway, file, "host " + destination)) {
            node.say("send " + probe + " 1 " + SAMPLES);
            await().until(() -> Files.exists(tcpdump.file())
                    && PcapFile.rttNanos(file).size() == SAMPLES
                    && node.nanos(probe, ":").size() == SAMPLES + 1);
            assertEquals(PcapFile.rttNanos(file), rttNanos(":"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.10 1400 df=3/4/198.51.100.2/1300",
                "2001:db8:3::2 1400 df=2/0/2001:db8:1:0:0:0:0:2/1300"
            })
    void tellsTheMtuOfAHopInTheMiddle(String claim) {
        String[] given = claim.substring(0, claim.indexOf('=')).split(" ", 2);
        open(given[0], given[1]);
        await().until(() -> node.say("fates " + probe), ("0!" + claim.substring(claim.indexOf('=') + 1))::equals);
    }

    @Test
    void fragmentsIpv6AfterBeingToldTheMtu() {
        open("2001:db8:3::2", "1400");
        await().until(() -> node.say("fates " + probe), "0!2/0/2001:db8:1:0:0:0:0:2/1300"::equals);
        node.say("send " + probe + " 1 1");
        await().until(() -> node.nanos(probe, ":").containsKey(1L));
    }

    @Test
    void leavesFragmentingOfIpv4ToTheRouter() {
        open("198.51.100.10", "1400");
        await().until(() -> node.nanos(probe, ":").containsKey(0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "2001:db8:f::1"})
    void marksItsPacketsWithDscpAndTtl(String destination, @TempDir Path files) throws IOException {
        open(destination, "56 dscp:46 ttl:9");
        Path file = captured(files, "host " + destination + " and (icmp or icmp6)", 2 * SAMPLES);
        byte[] request = PcapFile.packets(file).get(0).head();
        boolean four = request[0] >> 4 == 4;
        assertEquals(46, four ? (request[1] & 0xff) >> 2 : BigEndian.uint16(request, 0) >> 6 & 0x3f);
        assertEquals(9, request[four ? 8 : 7]);
    }

    @Test
    void hearsWhereAPacketsTtlEnded() {
        open("198.51.100.10", "56 ttl:1");
        await().until(() -> node.say("fates " + probe), "0!11/0/198.51.100.2"::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "198.51.100.1"})
    void measuresThisHost(String destination) {
        open(destination, "56");
        await().until(() -> node.nanos(probe, ":").containsKey(0L));
    }

    /** Its MTU is so large that nothing is fragmented: the longest packet there is. */
    @Test
    void capturesTheLongestPacketAsAWhole() {
        open("127.0.0.1", "8500");
        await().until(() -> node.nanos(probe, ":").containsKey(0L));
    }

    @Test
    void measuresAClosedPortOfThisHost() {
        open("127.0.0.1", "56 tcp:" + CLOSED_PORT);
        await().until(() -> node.nanos(probe, "-").containsKey(0L));
    }

    @Test
    void countsTheRepliesToOthersAsForeign() throws IOException {
        open("203.0.113.1", "56");
        net.inGateway("ping -c 3 -i 0.01 203.0.113.1");
        await().until(() ->
                node.say("strays ICMP").matches("StrayReplies\\[foreign=[3-9]\\d*, forged=0, corrupted=0]"));
    }
}
