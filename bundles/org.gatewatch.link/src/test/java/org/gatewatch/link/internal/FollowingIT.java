package org.gatewatch.link.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.CapturedPacket;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.kernel.Echo;
import org.gatewatch.link.internal.kernel.Namespaces;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.TunDevice;
import org.gatewatch.link.internal.route.LivePath;
import org.gatewatch.link.internal.route.RouteWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is published, and where packets leave, while a real kernel's routes, addresses and neighbours change. */
@Timeout(60)
final class FollowingIT {
    private static final InetAddress REMOTE = NetlinkBytes.ip("203.0.113.1");
    private static final InetAddress PEER = NetlinkBytes.ip("198.51.100.2");
    private static final int NONE = 0xfffe;
    private static final int PPP = 512;
    private static final int ID = 4711;
    private static final Duration TWO_INTERVALS = Duration.ofSeconds(2);

    private Namespaces net;
    private Capture capture;
    private RouteWatcher watcher;
    /** "out lo", "in one0" and so on: where our requests left and their answers came. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root for network namespaces");
        net = new Namespaces();
        Namespaces.run("ip route add 203.0.113.0/24 via 198.51.100.2");
        net.inPeer("ip address add 203.0.113.1/32 dev lo");
        net.inPeer("ip link set lo up");
        capture = new Capture(LinkConfig.MIN_BUFFER_KIB << 10);
        capture.add(this::note);
        watcher = new RouteWatcher(capture::running);
        capture.start();
        watcher.start();
        await().until(capture::running);
    }

    @AfterEach
    void stop() throws IOException {
        if (net != null) {
            watcher.stop();
            capture.stop();
            net.close();
        }
    }

    private void note(CapturedPacket packet) {
        int version = packet.bytes()[packet.offset()] >> 4;
        int icmp = packet.offset() + (version == 4 ? 20 : 40);
        int id = ByteBuffer.wrap(packet.bytes()).getShort(icmp + 4);
        int type = packet.bytes()[icmp] & 0xff;
        if (id == ID) {
            boolean request = type == 8 || type == 128;
            seen.add((request ? "request " : "answer ") + packet.interfaceIndex());
        }
    }

    private LivePath open(InetAddress to, Source source, int mark) {
        return watcher.open(to, source, mark);
    }

    private LivePath open(InetAddress to) {
        return open(to, new Source.Any(), 0);
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5)).atMost(TWO_INTERVALS);
    }

    private static Way awaitWay(LivePath path, String device) {
        soon().until(() -> path.route().way().map(Way::interfaceName).orElse(""), device::equals);
        return path.route().way().orElseThrow();
    }

    private static void awaitObstacle(LivePath path, SendResult reason) {
        soon().until(() -> path.route().way().isEmpty() && path.route().send(new byte[0]) == reason);
    }

    private static SendResult send(LivePath path) {
        Way way = path.route().way().orElseThrow();
        return path.route().send(Echo.frame(way, path.destination(), ID));
    }

    private void answers(LivePath path) {
        int index = path.route().way().orElseThrow().interfaceIndex();
        assertEquals(SendResult.SENT, send(path));
        soon().until(() -> seen.containsAll(Set.of("request " + index, "answer " + index)));
    }

    private void changePeersMac(String mac) throws IOException {
        net.inPeer("ip link set one1 address " + mac);
    }

    private static void awaitMac(LivePath path, String mac) {
        soon().until(
                        () -> path.route()
                                .way()
                                .map(Way::header)
                                .map(LinkHeader::toString)
                                .orElse(""),
                        header -> header.startsWith(mac));
    }

    @Test
    void followsANextHopThatAnnouncesItsNewMac() throws IOException {
        LivePath path = open(REMOTE);
        awaitWay(path, "one0");
        net.inPeer("sysctl -q -w net.ipv4.conf.one1.arp_notify=1");
        changePeersMac("02:00:00:00:00:99");
        awaitMac(path, "020000000099");
        answers(path);
    }

    @Test
    void learnsAnUnannouncedMacWhenDoubted() throws IOException {
        LivePath path = open(REMOTE);
        awaitWay(path, "one0");
        changePeersMac("02:00:00:00:00:98");
        soon().until(
                        () -> {
                            path.doubt(); // an answer within a second of the last one does not count for the kernel
                            return path.route().way().orElseThrow().header().toString();
                        },
                        header -> header.startsWith("020000000098"));
        answers(path);
    }

    @Test
    void learnsAnUnannouncedMacOfAnIpv6RouterWhenDoubted() throws IOException {
        Namespaces.run("ip route add 2001:db8:f::/64 via 2001:db8:1::2");
        LivePath path = open(NetlinkBytes.ip("2001:db8:f::1"));
        awaitWay(path, "one0");
        changePeersMac("02:00:00:00:00:97");
        soon().until(
                        () -> {
                            path.doubt();
                            return path.route().way().orElseThrow().header().toString();
                        },
                        header -> header.startsWith("020000000097"));
    }

    @Test
    void followsARouteToAnotherInterface() throws IOException {
        LivePath path = open(REMOTE);
        awaitWay(path, "one0");
        Namespaces.run("ip route replace 203.0.113.0/24 via 198.51.100.6");
        awaitWay(path, "two0");
        answers(path);
    }

    @Test
    void followsAFlappingInterface() throws IOException {
        LivePath path = open(REMOTE, new Source.Interface("one0"), 0);
        awaitWay(path, "one0");
        net.inPeer("ip link set one1 down");
        awaitObstacle(path, SendResult.INTERFACE_DOWN);
        net.inPeer("ip link set one1 up");
        awaitWay(path, "one0");
        answers(path);
    }

    @Test
    void followsAnAddressThatGoesAndComes() throws IOException {
        LivePath path = open(REMOTE, new Source.Address(NetlinkBytes.ip("198.51.100.1")), 0);
        awaitWay(path, "one0");
        Namespaces.run("ip route replace 203.0.113.0/24 via 198.51.100.6");
        Namespaces.run("ip address delete 198.51.100.1/30 dev one0");
        awaitObstacle(path, SendResult.NO_SOURCE);
        Namespaces.run("ip address add 198.51.100.1/30 dev two0");
        assertEquals(NetlinkBytes.ip("198.51.100.1"), awaitWay(path, "two0").source());
    }

    @Test
    void borrowsNoAddressForAnInterfaceWithoutOne() throws IOException {
        LivePath path = open(REMOTE, new Source.Interface("one0"), 0);
        awaitWay(path, "one0");
        Namespaces.run("ip address delete 198.51.100.1/30 dev one0", "ip route add 203.0.113.0/24 dev one0");
        awaitObstacle(path, SendResult.NO_SOURCE);
    }

    @Test
    void takesTheSourceThatTheRouteThroughAnUnnumberedTunnelNames() throws IOException {
        try (TunDevice tunnel = new TunDevice("tun0", "192.0.2.1/24", NONE)) {
            Namespaces.run(
                    "ip address delete 192.0.2.1/24 dev tun0", "ip route add 192.0.2.9 dev tun0 src 198.51.100.1");
            LivePath path = open(NetlinkBytes.ip("192.0.2.9"), new Source.Interface("tun0"), 0);
            assertEquals(NetlinkBytes.ip("198.51.100.1"), awaitWay(path, "tun0").source());
            assertEquals(SendResult.SENT, send(path));
            soon().until(tunnel::packet, packet -> packet.isPresent());
        }
    }

    @Test
    void neverLetsATunnelsProbesLeaveElsewhere() throws IOException {
        Namespaces.run("ip route add default via 198.51.100.6");
        InetAddress inside = NetlinkBytes.ip("192.0.2.9");
        LivePath path = open(inside, new Source.Interface("tun0"), 0);
        try (TunDevice tunnel = new TunDevice("tun0", "192.0.2.1/24", NONE)) {
            Way old = awaitWay(path, "tun0");
            assertEquals(LinkHeader.NONE, old.header());
            assertEquals(SendResult.SENT, send(path));
            soon().until(tunnel::packet, packet -> packet.isPresent());
        }
        // the route of the tunnel that is gone, held by a sender
        Way gone = path.route().way().orElse(null);
        SendResult late = gone == null ? SendResult.INTERFACE_DOWN : send(path);
        assertTrue(late == SendResult.INTERFACE_DOWN || late == SendResult.NO_SOURCE, late.toString());
        awaitObstacle(path, SendResult.NO_SOURCE);
        try (TunDevice tunnel = new TunDevice("tun0", "192.0.2.1/24", NONE)) {
            awaitWay(path, "tun0");
            assertEquals(SendResult.SENT, send(path));
            soon().until(tunnel::packet, packet -> packet.isPresent());
        }
        assertEquals(Set.of(), elsewhere());
    }

    @Test
    void keepsAnOldTunnelsSenderOffTheNewOne() throws IOException {
        LivePath path = open(NetlinkBytes.ip("192.0.2.9"), new Source.Interface("tun0"), 0);
        Route old;
        byte[] frame;
        try (TunDevice tunnel = new TunDevice("tun0", "192.0.2.1/24", NONE)) {
            frame = Echo.frame(awaitWay(path, "tun0"), path.destination(), ID);
            old = path.route();
            assertTrue(tunnel.packet().isEmpty());
        }
        try (TunDevice tunnel = new TunDevice("tun0", "192.0.2.1/24", NONE)) {
            assertEquals(SendResult.INTERFACE_DOWN, old.send(frame));
            assertTrue(tunnel.packet().isEmpty());
        }
    }

    private Set<String> elsewhere() throws IOException {
        String link = Namespaces.run("ip -o link show two0");
        String index = link.substring(0, link.indexOf(':'));
        return seen.stream().filter(("request " + index)::equals).collect(Collectors.toSet());
    }

    @Test
    void probesThroughDevicesThatOnlyTheKernelCanFrame() throws IOException {
        try (TunDevice tunnel = new TunDevice("ppp0", "192.0.2.1/24", PPP)) {
            LivePath path = open(NetlinkBytes.ip("192.0.2.9"), new Source.Interface("ppp0"), 0);
            awaitWay(path, "ppp0");
            assertEquals(SendResult.SENT, send(path));
            soon().until(tunnel::packet, packet -> packet.isPresent());
        }
    }

    @Test
    void probesThisHostItself() {
        for (String own : List.of("127.0.0.1", "::1", "198.51.100.1", "2001:db8:2::1")) {
            seen.clear();
            LivePath path = open(NetlinkBytes.ip(own));
            assertEquals(LinkHeader.NONE, awaitWay(path, "lo").header());
            answers(path);
        }
    }

    @Test
    void obeysRulesForMarkSourceAndInterface() throws IOException {
        Namespaces.run(
                "ip route add 203.0.113.0/24 via 198.51.100.6 table 100",
                "ip rule add fwmark 7 lookup 100",
                "ip rule add from 198.51.100.5 lookup 100",
                "ip rule add oif two0 lookup 100");
        awaitWay(open(REMOTE), "one0");
        answers(open(REMOTE, new Source.Any(), 7), "two0");
        answers(open(REMOTE, new Source.Address(NetlinkBytes.ip("198.51.100.5")), 0), "two0");
        answers(open(REMOTE, new Source.Interface("two0"), 0), "two0");
        LivePath marked = open(REMOTE, new Source.Any(), 9);
        awaitWay(marked, "one0");
        Namespaces.run("ip rule add fwmark 9 lookup 100");
        answers(marked, "two0");
    }

    private void answers(LivePath path, String device) {
        awaitWay(path, device);
        answers(path);
    }

    @Test
    void followsNextHopObjects() throws IOException {
        Namespaces.run("ip nexthop add id 5 via 198.51.100.2 dev one0", "ip route replace 203.0.113.0/24 nhid 5");
        LivePath path = open(REMOTE);
        awaitWay(path, "one0");
        Namespaces.run("ip nexthop replace id 5 via 198.51.100.6 dev two0");
        answers(path, "two0");
    }

    @Test
    void tellsADeadPeerFromADeadRouter() throws IOException {
        net.inPeer("ip address delete 198.51.100.2/30 dev one1");
        LivePath peer = open(PEER);
        LivePath behind = open(REMOTE);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> peer.route().send(new byte[0]) == SendResult.PEER_UNRESOLVED);
        assertEquals(SendResult.NEIGHBOUR_UNRESOLVED, behind.route().send(new byte[0]));
        net.inPeer("ip address add 198.51.100.2/30 dev one1");
        await().atMost(Duration.ofSeconds(5)).until(() -> peer.route().way().isPresent());
    }

    @Test
    void followsARouteForTenThousandPaths() throws IOException {
        List<LivePath> paths = new ArrayList<>();
        Namespaces.run("ip route add 10.0.0.0/8 via 198.51.100.2");
        IntStream.range(0, 10_000).forEach(i -> paths.add(open(NetlinkBytes.ip("10.1." + i / 250 + "." + i % 250))));
        LivePath last = paths.get(paths.size() - 1);
        awaitWay(last, "one0");
        Namespaces.run("ip route replace 10.0.0.0/8 via 198.51.100.6");
        soon().until(() -> paths.stream().allMatch(path -> path.route()
                .way()
                .filter(way -> way.interfaceName().equals("two0"))
                .isPresent()));
        Namespaces.run("ip neigh replace 198.51.100.6 lladdr 02:00:00:00:00:42 dev two0");
        soon().until(() -> paths.stream().allMatch(path -> path.route()
                .way()
                .filter(way -> way.header().toString().startsWith("020000000042"))
                .isPresent()));
        assertEquals(
                1,
                paths.stream()
                        .map(LivePath::route)
                        .map(System::identityHashCode)
                        .distinct()
                        .count());
    }
}
