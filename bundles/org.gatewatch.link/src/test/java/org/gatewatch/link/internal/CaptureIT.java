package org.gatewatch.link.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.gatewatch.link.CapturedPacket;
import org.gatewatch.link.Link;
import org.gatewatch.link.internal.kernel.Namespaces;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hears real packets in network namespaces. */
@Timeout(30)
final class CaptureIT {
    private static final int SYN = 2;
    private static final int RESET = 4;
    private static final int CLOSED_PORT = 9;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Namespaces net;
    private Capture capture;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root for network namespaces");
        net = new Namespaces();
        capture = new Capture(LinkConfig.MIN_BUFFER_KIB << 10);
        capture.add(this::note);
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

    private void note(CapturedPacket packet) {
        boolean four = packet.bytes()[packet.offset()] >> 4 == 4;
        int protocol = packet.bytes()[packet.offset() + (four ? 9 : 6)];
        int flags = packet.bytes()[packet.offset() + (four ? 20 : 40) + 13];
        heard.add((packet.outgoing() ? "out " : "in ") + protocol + (protocol == 6 ? " " + flags : ""));
        assertTrue(packet.stampNanos() > 0);
    }

    private static void connect(String address, int localPort) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(localPort));
            InetAddress peer = NetlinkBytes.ip(address);
            assertThrows(IOException.class, () -> socket.connect(new InetSocketAddress(peer, CLOSED_PORT), 2_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.2", "2001:db8:1::2"})
    void hearsAHandshakeOfOurPortsBothWays(String peer) throws IOException {
        connect(peer, Link.FIRST_PROBE_PORT + 1);
        await().until(() -> heard.contains("in 6 " + (RESET | 16)));
        assertTrue(heard.contains("out 6 " + SYN), heard.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void hearsAHandshakeOnLoopbackOnceEach(String own) throws IOException {
        connect(own, Link.FIRST_PROBE_PORT + 2);
        await().until(() -> heard.contains("in 6 " + (RESET | 16)));
        assertEquals(List.of("in 6 " + SYN, "in 6 " + (RESET | 16)), heard);
    }

    @Test
    void hearsNoHandshakeOfOtherPorts() throws IOException {
        connect("198.51.100.2", Link.FIRST_PROBE_PORT - 1);
        connect("198.51.100.2", Link.FIRST_PROBE_PORT + 3);
        await().until(() -> heard.contains("in 6 " + (RESET | 16)));
        assertEquals(1, heard.stream().filter(("out 6 " + SYN)::equals).count());
    }

    @Test
    void hearsAllFragmentsOfARequestAndItsAnswer() throws IOException {
        Namespaces.run("ping -c 1 -W 2 -s 4000 198.51.100.2");
        await().until(() -> heard.stream().filter("in 1"::equals).count() == 3);
        assertEquals(3, heard.stream().filter("out 1"::equals).count());
    }

    @Test
    void hearsAllIpv6FragmentsOfARequestAndItsAnswer() throws IOException {
        Namespaces.run("ping -c 1 -W 2 -s 4000 2001:db8:1::2");
        await().until(() -> heard.stream().filter("in 44"::equals).count() == 3);
        assertEquals(3, heard.stream().filter("out 44"::equals).count());
    }

    @Test
    void knowsThatItHangs() throws IOException {
        var answer = new CountDownLatch(1);
        capture.add(packet -> awaitUnchecked(answer));
        assertTrue(capture.alive());

        Namespaces.run("ping -c 1 -W 2 198.51.100.2");

        await().until(() -> !capture.alive());
        answer.countDown();
        await().until(capture::alive);
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void missesNothingThatItHasTimeFor() throws IOException {
        String told = Namespaces.run("ping -q -c 100 -i 0.002 198.51.100.2");
        assertTrue(told.contains(" 100 received"), told);
        await().until(() -> heard.size() + capture.packetsMissed() == 200);
        assertEquals(0, capture.packetsMissed());
    }
}
