package org.gatewatch.link.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of packets while the capture thread has no time: the kernel keeps them, or counts them. */
@Timeout(30)
final class CaptureRingIT {
    private final AtomicInteger heard = new AtomicInteger();
    private final CompletableFuture<Void> pause = new CompletableFuture<>();
    private Namespaces net;
    private Capture capture;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root for network namespaces");
        net = new Namespaces();
    }

    @AfterEach
    void stop() throws IOException {
        if (net != null) {
            pause.complete(null);
            capture.stop();
            net.close();
        }
    }

    /** Sends requests while the capture thread stands still with the first packet in its hands, and lets it go then. */
    private void pingWithRing(int kib, int requests, String intervalSeconds) throws IOException {
        capture = new Capture(kib << 10);
        capture.add(packet -> {
            heard.incrementAndGet();
            pause.join();
        });
        capture.start();
        await().until(capture::running);
        String told = Namespaces.run("ping -q -c " + requests + " -i " + intervalSeconds + " 198.51.100.2");
        assertTrue(told.contains(" " + requests + " received"), told);
        pause.complete(null);
        // a loss that is not counted makes samples lost that are void
        await().untilAsserted(() -> assertEquals(2L * requests, heard.get() + capture.packetsMissed()));
    }

    /** libpcap makes blocks of 256 KiB: with one of them the kernel has no room whenever we read. */
    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024})
    void countsEveryPacketThatFindsNoRoom(int kib) throws IOException {
        pingWithRing(kib, 150, "0.005");
        assertTrue(capture.packetsMissed() > 0, "too large a ring for this test to say anything");
    }

    @Test
    void bridgesAPauseOfHalfASecondWithTheSmallestRing() throws IOException {
        pingWithRing(LinkConfig.MIN_BUFFER_KIB, 6, "0.1");
        assertEquals(0, capture.packetsMissed());
    }

    @Test
    void countsThatItWasInterrupted() throws IOException {
        pause.complete(null);
        pingWithRing(LinkConfig.MIN_BUFFER_KIB, 1, "1");
        capture.stop();
        assertFalse(capture.running());
        assertEquals(1, capture.packetsMissed(), "nobody knows how many came after");
    }
}
