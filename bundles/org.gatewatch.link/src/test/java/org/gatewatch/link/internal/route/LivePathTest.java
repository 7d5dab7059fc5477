package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Route;
import org.gatewatch.link.internal.kernel.Libc;
import org.junit.jupiter.api.Test;

final class LivePathTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final FollowedPaths paths = new FollowedPaths(wakes::incrementAndGet);
    private final LivePath path = new LivePath(InetAddress.getLoopbackAddress(), new Source.Any(), 0, paths);

    @Test
    void isObstructedUntilTheKernelWasAsked() {
        assertEquals(SendResult.NEIGHBOUR_UNRESOLVED, path.route().send(new byte[0]));
    }

    @Test
    void keepsItsRouteWhenAnEqualOneIsPublished() {
        path.publish(new LivePath.Obstructed(SendResult.NO_ROUTE));
        Route before = path.route();
        path.publish(new LivePath.Obstructed(SendResult.NO_ROUTE));
        assertSame(before, path.route());
        path.publish(new LivePath.Obstructed(SendResult.NO_SOURCE));
        assertNotSame(before, path.route());
    }

    @Test
    void isFollowedFromOpenToClose() {
        paths.add(path);
        assertEquals(List.of(path), paths.all());
        assertEquals(List.of(path), paths.takeFresh());
        assertTrue(paths.takeFresh().isEmpty());
        path.close();
        assertTrue(paths.all().isEmpty());
    }

    @Test
    void isNotResolvedWhenClosedBefore() {
        paths.add(path);
        path.close();
        assertTrue(paths.takeFresh().isEmpty());
    }

    @Test
    void wakesTheWatcherOnceForManyDoubts() {
        LivePath other = new LivePath(InetAddress.getLoopbackAddress(), new Source.Any(), 0, paths);
        path.doubt();
        path.doubt();
        other.doubt();
        assertEquals(1, wakes.get());
        assertEquals(List.of(path, other), paths.takeDoubted());
    }

    @Test
    void canBeDoubtedAgainWhenItsDoubtWasTaken() {
        path.doubt();
        paths.takeDoubted();
        path.doubt();
        assertEquals(List.of(path), paths.takeDoubted());
    }

    @Test
    void isObstructedWithAllOthers() {
        paths.add(path);
        paths.obstructAll(SendResult.SEND_ERROR);
        assertEquals(SendResult.SEND_ERROR, path.route().send(new byte[0]));
    }

    @Test
    void namesTheKernelsRefusals() {
        assertEquals(SendResult.INTERFACE_DOWN, FrameSocket.reason("send: Network is down"));
        assertEquals(SendResult.INTERFACE_DOWN, FrameSocket.reason("send: No such device or address"));
        assertEquals(SendResult.TOO_BIG, FrameSocket.reason("send: Message too long"));
        assertEquals(SendResult.SEND_ERROR, FrameSocket.reason("send: No buffer space available"));
    }

    @Test
    void namesTheStacksRefusals() {
        assertEquals(SendResult.INTERFACE_DOWN, StackSocket.reason(Libc.ENODEV));
        assertEquals(SendResult.NO_ROUTE, StackSocket.reason(Libc.ENETUNREACH));
        assertEquals(SendResult.TOO_BIG, StackSocket.reason(Libc.EMSGSIZE));
        assertEquals(SendResult.SEND_ERROR, StackSocket.reason(Libc.ENOBUFS));
    }

    @Test
    void writesAnEthernetHeader() {
        byte[] to = HexFormat.of().parseHex("020000000002");
        byte[] from = HexFormat.of().parseHex("020000000001");
        byte[] frame = new byte[16];
        LinkHeader.ethernet(to, from, 0x86dd).writeTo(frame);
        assertArrayEquals(HexFormat.of().parseHex("02000000000202000000000186dd0000"), frame);
        assertEquals(LinkHeader.ethernet(to, from, 0x86dd), LinkHeader.ethernet(to, from, 0x86dd));
        assertNotSame(LinkHeader.NONE.length(), LinkHeader.ethernet(to, from, 0).length());
    }
}
