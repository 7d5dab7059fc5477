package org.gatewatch.link.internal.route;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.NetlinkRequest;
import org.gatewatch.link.internal.kernel.NetlinkSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real kernel, asked about its loopback interface; no privileges needed and no packet sent. */
@Timeout(20)
final class LoopbackIT {
    private final KernelTables tables = new KernelTables();
    private final RouteWatcher watcher = new RouteWatcher(() -> true);

    @AfterEach
    void stopWatcher() {
        watcher.stop();
    }

    @Test
    void readsTheLoopbackInterface() throws IOException {
        try (NetlinkSocket socket = new NetlinkSocket(0)) {
            assertTrue(tables.reload(socket, 1, Set.of()));
        }
        assertEquals(1, tables.device("lo").orElseThrow().index());
        assertTrue(tables.isLocal(InetAddress.getLoopbackAddress()));
    }

    @Test
    void answersMoreQuestionsThanFitInOneDatagram() throws IOException {
        List<LivePath> paths = new ArrayList<>();
        for (int i = 1; i <= 2 * NetlinkRequest.MAX_ROUTES + 5; i++) {
            Source source = i % 3 == 0 ? new Source.Interface("no-such-device") : new Source.Any();
            paths.add(new LivePath(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) i}),
                    source,
                    0,
                    new FollowedPaths(() -> {})));
        }
        try (NetlinkSocket socket = new NetlinkSocket(0)) {
            assertTrue(tables.reload(socket, 1, Set.of()));
            List<Bearing> bearings = new RouteResolver(tables).resolve(paths, socket, 10);
            for (int i = 0; i < paths.size(); i++) {
                boolean noSource = paths.get(i).source() instanceof Source.Interface;
                InetAddress to = paths.get(i).destination();
                assertEquals(
                        noSource
                                ? new Bearing.Blocked(SendResult.NO_SOURCE)
                                : new Bearing.Stacked(1, InetAddress.getLoopbackAddress(), to, true),
                        bearings.get(i));
            }
        }
    }

    @Test
    void resolvesPathsOpenedBeforeAndAfterItsStart() throws IOException {
        LivePath before = watcher.open(InetAddress.getLoopbackAddress(), new Source.Any(), 0);
        watcher.start();
        await().until(() -> before.route().way().isPresent());
        byte[] ipv6Loopback = new byte[16];
        ipv6Loopback[15] = 1;
        LivePath after = watcher.open(InetAddress.getByAddress(ipv6Loopback), new Source.Any(), 0);
        await().until(() -> after.route().way().isPresent());
    }

    @Test
    void leavesNoPathARouteToAClosedSocket() {
        LivePath path = watcher.open(InetAddress.getLoopbackAddress(), new Source.Any(), 0);
        watcher.start();
        await().until(() -> path.route().way().isPresent());
        watcher.stop();
        assertEquals(SendResult.SEND_ERROR, path.route().send(new byte[0]));
    }
}
