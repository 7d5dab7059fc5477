package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.NetlinkMessage;
import org.gatewatch.link.internal.kernel.NextHop;
import org.gatewatch.link.internal.route.Bearing.Blocked;
import org.gatewatch.link.internal.route.Bearing.Framed;
import org.gatewatch.link.internal.route.Bearing.Stacked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteResolverTest {
    private static final int UNICAST = 1;
    private static final int LOCAL = 2;
    private static final int OUT = 4;
    private static final int GATEWAY = 5;
    private static final int PREFERRED = 7;
    private static final int UP_RUNNING = 0x41;
    private static final int UP_RUNNING_NOARP = 0xc1;

    private static final InetAddress DESTINATION = NetlinkBytes.ip("203.0.113.1");

    private final KernelTables tables = new KernelTables();
    private final RouteResolver resolver = new RouteResolver(tables);

    @BeforeEach
    void fillTables() {
        tables.accept(
                NetlinkBytes.device(3, "wan0", UP_RUNNING, 1, "020000000001").message());
        tables.accept(
                NetlinkBytes.device(4, "ipsec0", UP_RUNNING_NOARP, 0xfffe, "").message());
        tables.accept(NetlinkBytes.device(6, "ppp0", UP_RUNNING_NOARP, 512, "").message());
        tables.accept(NetlinkBytes.device(7, "dummy0", UP_RUNNING_NOARP, 1, "020000000007")
                .message());
        tables.accept(NetlinkBytes.device(8, "ib0", UP_RUNNING, 32, "").message());
    }

    private static InetAddress address(String text) {
        return NetlinkBytes.ip(text);
    }

    private Bearing resolve(Source source, NetlinkBytes answer) {
        LivePath path = new LivePath(DESTINATION, source, 0, new FollowedPaths(() -> {}));
        return resolver.bearing(path, answer.message());
    }

    private Bearing resolve(NetlinkBytes answer) {
        return resolve(new Source.Any(), answer);
    }

    private static NetlinkBytes unicast(int device) {
        return NetlinkBytes.route(UNICAST).number(OUT, device).address(PREFERRED, "198.51.100.2");
    }

    private static Bearing framed(int device, String next, boolean peer) {
        Optional<NextHop> hop = next.isEmpty() ? Optional.empty() : Optional.of(new NextHop(device, address(next)));
        return new Framed(device, address("198.51.100.2"), hop, peer);
    }

    private static Bearing blocked(SendResult reason) {
        return new Blocked(reason);
    }

    @Test
    void goesToTheGateway() {
        assertEquals(framed(3, "198.51.100.1", false), resolve(unicast(3).address(GATEWAY, "198.51.100.1")));
    }

    @Test
    void goesToAnIpv6RouterForAnIpv4Destination() {
        byte[] via = new byte[18];
        System.arraycopy(address("fe80::1").getAddress(), 0, via, 2, 16);
        assertEquals(framed(3, "fe80::1", false), resolve(unicast(3).attribute(18, via)));
    }

    @Test
    void takesARouterOfNoFamilyForNone() {
        assertEquals(framed(3, "203.0.113.1", true), resolve(unicast(3).attribute(18, new byte[1])));
    }

    @Test
    void goesToTheDestinationOnTheSameNetwork() {
        assertEquals(framed(3, "203.0.113.1", true), resolve(unicast(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7})
    void needsNoNeighbourWhereThereAreNone(int device) {
        assertEquals(framed(device, "", false), resolve(unicast(device)));
    }

    @Test
    void leavesFramesThatItCannotMakeToTheKernel() {
        assertEquals(new Stacked(6, address("198.51.100.2"), DESTINATION, false), resolve(unicast(6)), "PPP");
    }

    @Test
    void leavesPacketsToThisHostToTheKernel() {
        NetlinkBytes local = NetlinkBytes.route(LOCAL).number(OUT, 4).address(PREFERRED, "198.51.100.2");
        assertEquals(new Stacked(4, address("198.51.100.2"), DESTINATION, true), resolve(local));
    }

    @Test
    void keepsTheSourceAsked() {
        Source source = new Source.Address(address("198.51.100.77"));
        assertEquals(new Framed(4, address("198.51.100.77"), Optional.empty(), false), resolve(source, unicast(4)));
    }

    @Test
    void refusesAnotherInterfaceThanAsked() {
        assertEquals(blocked(SendResult.NO_ROUTE), resolve(new Source.Interface("wan0"), unicast(4)));
    }

    @Test
    void refusesThisHostThroughAnInterface() {
        NetlinkBytes local = NetlinkBytes.route(LOCAL).number(OUT, 4).address(PREFERRED, "198.51.100.2");
        assertEquals(blocked(SendResult.NO_ROUTE), resolve(new Source.Interface("wan0"), local));
    }

    @Test
    void saysWhyThereIsNoWay() {
        assertEquals(blocked(SendResult.NO_ROUTE), resolve(new NetlinkBytes(NetlinkMessage.ERROR, 1, "9bffffff")));
        assertEquals(blocked(SendResult.NO_ROUTE), resolve(NetlinkBytes.route(7)), "unreachable");
        assertEquals(blocked(SendResult.NO_ROUTE), resolve(unicast(99)), "interface gone");
        NetlinkBytes noSource = NetlinkBytes.route(UNICAST).number(OUT, 4);
        assertEquals(blocked(SendResult.NO_SOURCE), resolve(noSource));
        assertEquals(blocked(SendResult.NO_SOURCE), resolve(noSource.address(PREFERRED, "0.0.0.0")));
    }

    @Test
    void doesNotSupportWhatItCannotMake() {
        assertEquals(blocked(SendResult.UNSUPPORTED), resolve(NetlinkBytes.route(3)), "broadcast");
        assertEquals(blocked(SendResult.UNSUPPORTED), resolve(unicast(8)), "InfiniBand");
        assertEquals(blocked(SendResult.UNSUPPORTED), resolve(unicast(4).number(22, 0)), "encapsulated route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipsec0", "ppp0", "dummy0"})
    void letsTheKernelLendAnAddressWhereThereAreNoNeighbours(String unnumbered) {
        assertEquals(Optional.empty(), obstacle(new Source.Interface(unnumbered)));
    }

    @Test
    void borrowsNoAddressForAnUplink() {
        assertEquals(Optional.of(SendResult.NO_SOURCE), obstacle(new Source.Interface("wan0")));
        tables.accept(NetlinkBytes.localAddress(3, "2001:db8::2", 0).message());
        assertEquals(Optional.of(SendResult.NO_SOURCE), obstacle(new Source.Interface("wan0")), "of the other family");
        tables.accept(NetlinkBytes.localAddress(3, "198.51.100.2", 0).message());
        assertEquals(Optional.empty(), obstacle(new Source.Interface("wan0")));
    }

    @Test
    void refusesAnInterfaceThatIsGoneOrDown() {
        assertEquals(Optional.of(SendResult.NO_SOURCE), obstacle(new Source.Interface("tun9")));
        tables.accept(NetlinkBytes.device(4, "ipsec0", 0x1, 0xfffe, "").message());
        assertEquals(Optional.of(SendResult.INTERFACE_DOWN), obstacle(new Source.Interface("ipsec0")));
    }

    @Test
    void refusesASourceThatIsNotOursOrOfTheOtherFamily() {
        tables.accept(NetlinkBytes.localAddress(3, "198.51.100.2", 0).message());
        tables.accept(NetlinkBytes.localAddress(3, "2001:db8::2", 0).message());
        assertEquals(Optional.empty(), obstacle(new Source.Address(address("198.51.100.2"))));
        assertEquals(Optional.of(SendResult.NO_SOURCE), obstacle(new Source.Address(address("198.51.100.3"))));
        assertEquals(Optional.of(SendResult.NO_SOURCE), obstacle(new Source.Address(address("2001:db8::2"))));
    }

    private Optional<SendResult> obstacle(Source source) {
        return resolver.sourceObstacle(source, DESTINATION);
    }
}
