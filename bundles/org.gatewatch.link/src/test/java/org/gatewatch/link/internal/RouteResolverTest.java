package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.KernelTables.NextHop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RouteResolverTest {
    private static final int UNICAST = 1;
    private static final int OUT = 4;
    private static final int GATEWAY = 5;
    private static final int PREFERRED = 7;
    private static final int REACHABLE = 2;
    private static final int UP_RUNNING = 0x41;
    private static final int UP_RUNNING_NOARP = 0xc1;

    private final KernelTables tables = new KernelTables();
    private final RouteResolver resolver = new RouteResolver(tables);

    @BeforeEach
    void fillTables() throws UnknownHostException {
        tables.accept(
                NetlinkBytes.device(3, "wan0", UP_RUNNING, 1, "020000000001").message());
        tables.accept(
                NetlinkBytes.device(4, "ipsec0", UP_RUNNING_NOARP, 0xfffe, "").message());
        tables.accept(NetlinkBytes.device(5, "dark0", 0x1, 1, "020000000005").message());
        tables.accept(NetlinkBytes.device(6, "ppp0", UP_RUNNING_NOARP, 512, "").message());
        tables.accept(NetlinkBytes.device(7, "dummy0", UP_RUNNING_NOARP, 1, "020000000007")
                .message());
        tables.accept(NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, "198.51.100.1", REACHABLE, "020000000009")
                .message());
        tables.accept(NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, "fe80::1", REACHABLE, "02000000000a")
                .message());
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private Resolution resolve(Source source, NetlinkBytes answer) throws UnknownHostException {
        LivePath path = new LivePath(address("203.0.113.1"), source, 0, closed -> {});
        return resolver.resolution(path, answer.message());
    }

    private Resolution resolve(NetlinkBytes answer) throws UnknownHostException {
        return resolve(new Source.Any(), answer);
    }

    private static NetlinkBytes unicast(int device) throws UnknownHostException {
        return NetlinkBytes.route(UNICAST).number(OUT, device).address(PREFERRED, "198.51.100.2");
    }

    private static Resolution obstructed(SendResult reason) {
        return Resolution.obstructed(reason);
    }

    @Test
    void goesToTheGatewaysMac() throws UnknownHostException {
        Way way = resolve(unicast(3).address(GATEWAY, "198.51.100.1")).way().orElseThrow();
        assertEquals("0200000000090200000000010800", way.header().toString());
        assertEquals(new Way(3, "wan0", 1400, address("198.51.100.2"), way.header()), way);
    }

    @Test
    void goesToAnIpv6RouterForAnIpv4Destination() throws UnknownHostException {
        byte[] via = new byte[18];
        System.arraycopy(address("fe80::1").getAddress(), 0, via, 2, 16);
        Way way = resolve(unicast(3).attribute(18, via)).way().orElseThrow();
        assertEquals("02000000000a0200000000010800", way.header().toString());
    }

    @Test
    void needsTheDestinationsMacOnTheSameNetwork() throws UnknownHostException {
        assertEquals(Resolution.unresolved(new NextHop(3, address("203.0.113.1"))), resolve(unicast(3)));
    }

    @Test
    void putsNoHeaderOnATunnel() throws UnknownHostException {
        Resolution resolution = resolve(unicast(4));
        assertEquals(LinkHeader.NONE, resolution.way().orElseThrow().header());
        assertEquals(Optional.empty(), resolution.nextHop());
    }

    @Test
    void sendsToItselfWhereThereAreNoNeighbours() throws UnknownHostException {
        Way way = resolve(unicast(7)).way().orElseThrow();
        assertEquals("0200000000070200000000070800", way.header().toString());
    }

    @Test
    void keepsTheSourceAsked() throws UnknownHostException {
        Source source = new Source.Address(address("198.51.100.77"));
        assertEquals(
                address("198.51.100.77"),
                resolve(source, unicast(4)).way().orElseThrow().source());
    }

    @Test
    void refusesAnotherInterfaceThanAsked() throws UnknownHostException {
        assertEquals(obstructed(SendResult.NO_ROUTE), resolve(new Source.Interface("wan0"), unicast(4)));
    }

    @Test
    void saysWhyThereIsNoWay() throws UnknownHostException {
        assertEquals(obstructed(SendResult.NO_ROUTE), resolve(new NetlinkBytes(NetlinkMessage.ERROR, 1, "9bffffff")));
        assertEquals(obstructed(SendResult.NO_ROUTE), resolve(NetlinkBytes.route(7)), "unreachable");
        assertEquals(obstructed(SendResult.NO_ROUTE), resolve(unicast(99)), "interface gone");
        assertEquals(obstructed(SendResult.INTERFACE_DOWN), resolve(unicast(5)));
        assertEquals(
                obstructed(SendResult.NO_SOURCE),
                resolve(NetlinkBytes.route(UNICAST).number(OUT, 4)));
        assertEquals(
                obstructed(SendResult.NO_SOURCE),
                resolve(NetlinkBytes.route(UNICAST).number(OUT, 4).address(PREFERRED, "0.0.0.0")));
    }

    @Test
    void doesNotSupportWhatItCannotMake() throws UnknownHostException {
        assertEquals(obstructed(SendResult.UNSUPPORTED), resolve(NetlinkBytes.route(2)), "this host");
        assertEquals(obstructed(SendResult.UNSUPPORTED), resolve(unicast(6)), "PPP");
        assertEquals(obstructed(SendResult.UNSUPPORTED), resolve(unicast(4).number(22, 0)), "encapsulated route");
    }
}
