package org.gatewatch.link.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Namespaces;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.PacketSockets;
import org.gatewatch.link.internal.route.LivePath;
import org.gatewatch.link.internal.route.RouteWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the capture, and of sending, when something breaks under it. */
@Timeout(30)
final class CaptureRecoveryIT {
    private final AtomicInteger heard = new AtomicInteger();
    private Namespaces net;
    private Capture capture;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root for network namespaces");
        net = new Namespaces();
        capture = new Capture(LinkConfig.MIN_BUFFER_KIB << 10);
        capture.add(packet -> heard.incrementAndGet());
        capture.start();
        await().until(capture::running);
    }

    @AfterEach
    void stop() throws IOException {
        if (net != null) {
            capture.stop();
            net.close();
        }
    }

    private void ping() throws IOException {
        int before = heard.get();
        Namespaces.run("ping -q -c 1 -W 2 198.51.100.2");
        await().until(() -> heard.get() >= before + 2);
    }

    private void breakSocket() throws IOException {
        PacketSockets.breakAll();
        Namespaces.run("ping -q -c 1 -W 2 198.51.100.2"); // wakes whoever waits for the old one
        await().until(() -> capture.packetsMissed() > 0);
    }

    @Test
    void opensAnotherSocketWhenItsOwnBreaks() throws IOException {
        ping();
        breakSocket();
        await().until(capture::running);
        ping();
    }

    @Test
    void countsEachInterruptionAndNeverForgetsOne() throws IOException {
        for (int interruptions = 1; interruptions <= 2; interruptions++) {
            PacketSockets.breakAll();
            Namespaces.run("ping -q -c 1 -W 2 198.51.100.2");
            int expected = interruptions;
            await().until(() -> capture.packetsMissed() == expected);
            await().until(capture::running);
        }
        assertEquals(2, capture.packetsMissed());
    }

    @Test
    void sendsNothingThatItWouldNotHear() throws IOException {
        RouteWatcher watcher = new RouteWatcher(capture::running);
        watcher.start();
        try {
            LivePath path = watcher.open(NetlinkBytes.ip("198.51.100.2"), new Source.Any(), 0);
            await().until(() -> path.route().way().isPresent());
            capture.stop();
            assertFalse(capture.running());
            assertEquals(SendResult.CAPTURE_DOWN, path.route().send(new byte[64]));
        } finally {
            watcher.stop();
        }
    }

    @Test
    void hearsOnWhenAReceiverThrows() throws IOException {
        capture.add(packet -> {
            throw new IllegalStateException("a receiver that breaks its promise");
        });
        ping();
        ping();
        assertTrue(capture.running());
        assertEquals(0, capture.packetsMissed());
    }
}
