package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.NetlinkMessage;
import org.gatewatch.link.internal.kernel.NextHop;
import org.gatewatch.link.internal.route.Bearing.Blocked;
import org.gatewatch.link.internal.route.Bearing.Framed;
import org.gatewatch.link.internal.route.Bearing.Stacked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RouteBookTest {
    private static final InetAddress OWN = NetlinkBytes.ip("198.51.100.2");
    private static final InetAddress ROUTER = NetlinkBytes.ip("198.51.100.1");
    private static final InetAddress PEER = NetlinkBytes.ip("198.51.100.9");
    private static final int INCOMPLETE = 1;
    private static final int REACHABLE = 2;
    private static final int FAILED = 0x20;
    private static final int UP_RUNNING = 0x41;
    private static final int UP_RUNNING_NOARP = 0xc1;

    private final KernelTables tables = new KernelTables();
    private final RouteBook book = new RouteBook(tables, new Transmitters(), () -> true);
    private final FollowedPaths paths = new FollowedPaths(() -> {});
    private final LivePath path = new LivePath(PEER, new Source.Any(), 0, paths);

    @BeforeEach
    void fillTables() {
        tables.accept(
                NetlinkBytes.device(3, "wan0", UP_RUNNING, 1, "020000000001").message());
        tables.accept(
                NetlinkBytes.device(4, "ipsec0", UP_RUNNING_NOARP, 0xfffe, "").message());
        tables.accept(NetlinkBytes.device(7, "dummy0", UP_RUNNING_NOARP, 1, "020000000007")
                .message());
        tables.accept(NetlinkBytes.localAddress(3, "198.51.100.2", 0).message());
        neighbour("198.51.100.1", REACHABLE, "020000000009");
    }

    private void neighbour(String address, int state, String mac) {
        tables.accept(NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, address, state, mac)
                .message());
    }

    private static Framed throughRouter() {
        return new Framed(3, OWN, Optional.of(new NextHop(3, ROUTER)), false);
    }

    private static Framed toPeer() {
        return new Framed(3, OWN, Optional.of(new NextHop(3, PEER)), true);
    }

    private SendResult published(Bearing bearing) {
        book.forget();
        book.publish(path, bearing);
        return path.route().send(new byte[0]);
    }

    @Test
    void goesToTheRoutersMac() {
        Way way = book.way(throughRouter());
        assertEquals("0200000000090200000000010800", way.header().toString());
        assertEquals(new Way(3, "wan0", 1400, OWN, way.header()), way);
    }

    @Test
    void putsIpv6InAnIpv6Frame() {
        Framed bearing = new Framed(3, NetlinkBytes.ip("2001:db8::2"), Optional.of(new NextHop(3, ROUTER)), false);
        assertEquals("02000000000902000000000186dd", book.way(bearing).header().toString());
    }

    @Test
    void putsNoHeaderOnATunnel() {
        assertEquals(
                LinkHeader.NONE,
                book.way(new Framed(4, OWN, Optional.empty(), false)).header());
    }

    @Test
    void sendsToItselfWhereThereAreNoNeighbours() {
        Way way = book.way(new Framed(7, OWN, Optional.empty(), false));
        assertEquals("0200000000070200000000070800", way.header().toString());
    }

    @Test
    void passesOnWhyThereIsNoWay() {
        assertEquals(SendResult.NO_ROUTE, published(new Blocked(SendResult.NO_ROUTE)));
    }

    @Test
    void saysThatTheRouterIsNotResolved() {
        neighbour("198.51.100.1", FAILED, "");
        assertEquals(SendResult.NEIGHBOUR_UNRESOLVED, published(throughRouter()));
    }

    @Test
    void saysThatThePeerIsNotThereOnceTheKernelGaveUp() {
        neighbour("198.51.100.9", INCOMPLETE, "");
        assertEquals(SendResult.NEIGHBOUR_UNRESOLVED, published(toPeer()));
        neighbour("198.51.100.9", FAILED, "");
        assertEquals(SendResult.PEER_UNRESOLVED, published(toPeer()));
        neighbour("198.51.100.9", INCOMPLETE, "");
        assertEquals(SendResult.PEER_UNRESOLVED, published(toPeer()), "while it asks again");
    }

    @Test
    void isObstructedWhereTheInterfaceIsDownOrGone() {
        tables.accept(NetlinkBytes.device(3, "wan0", 0x1, 1, "020000000001").message());
        assertEquals(SendResult.INTERFACE_DOWN, published(throughRouter()));
        tables.accept(NetlinkBytes.device(NetlinkMessage.DELETE_LINK, 3, "wan0").message());
        assertEquals(SendResult.INTERFACE_DOWN, published(throughRouter()));
        assertEquals(SendResult.INTERFACE_DOWN, published(new Stacked(3, OWN, PEER, false)));
    }

    @Test
    void isObstructedWhereTheSourceVanished() {
        tables.accept(NetlinkBytes.address(NetlinkMessage.DELETE_ADDRESS, 3, "198.51.100.2", 0)
                .message());
        assertEquals(SendResult.NO_SOURCE, published(throughRouter()));
    }

    @Test
    void sharesOneRouteAmongPathsWithEqualBearings() {
        LivePath other = new LivePath(OWN, new Source.Any(), 0, paths);
        book.publish(path, new Blocked(SendResult.NO_ROUTE));
        book.publish(other, new Blocked(SendResult.NO_ROUTE));
        assertSame(path.route(), other.route());
        assertSame(path.bearing(), other.bearing());
    }

    @Test
    void republishesFromKnownBearings() {
        tables.accept(NetlinkBytes.device(3, "wan0", 0x1, 1, "020000000001").message());
        book.publish(path, toPeer());
        tables.accept(
                NetlinkBytes.device(3, "wan0", UP_RUNNING, 1, "020000000001").message());
        book.republish(List.of(path));
        assertEquals(SendResult.NEIGHBOUR_UNRESOLVED, path.route().send(new byte[0]));
    }
}
