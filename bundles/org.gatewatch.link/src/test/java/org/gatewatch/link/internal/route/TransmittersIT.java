package org.gatewatch.link.internal.route;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.Libc;
import org.gatewatch.link.internal.kernel.Mac;
import org.gatewatch.link.internal.kernel.Namespaces;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets of a real kernel: when they are opened, kept, set aside and closed. */
@Timeout(30)
final class TransmittersIT {
    private static final InetAddress OWN = NetlinkBytes.ip("198.51.100.1");
    private static final InetAddress PEER = NetlinkBytes.ip("198.51.100.2");
    private static final byte[] FRAME = new byte[64];

    private final Transmitters transmitters = new Transmitters();
    private Namespaces net;
    private Device one;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root for network namespaces");
        net = new Namespaces();
        one = device(indexOf("one0"), "one0");
        transmitters.startPass();
    }

    @AfterEach
    void stop() throws IOException {
        if (net != null) {
            transmitters.close();
            net.close();
        }
    }

    private static int indexOf(String name) {
        return Libc.if_nametoindex((name + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    private static Device device(int index, String name) {
        return new Device(index, name, 0x41, 1, 1_500, Mac.NONE);
    }

    private void passWithoutAnyUse() {
        transmitters.startPass();
        transmitters.endPass();
    }

    @Test
    void opensOneSocketForAllPathsThroughAnInterface() {
        Transmitter first = transmitters.frames(one).orElseThrow();
        assertSame(first, transmitters.frames(one).orElseThrow());
        assertEquals(SendResult.SENT, first.send(FRAME));
    }

    @Test
    void keepsWhatIsUsedInEachPass() {
        Transmitter first = transmitters.frames(one).orElseThrow();
        transmitters.endPass();
        transmitters.startPass();
        assertSame(first, transmitters.frames(one).orElseThrow());
        transmitters.endPass();
        assertFalse(transmitters.unsettled());
    }

    @Test
    void closesWhatNobodyUsesOnlyAMomentLater() {
        Transmitter unused = transmitters.frames(one).orElseThrow();
        passWithoutAnyUse();
        assertEquals(SendResult.SENT, unused.send(FRAME), "a sender may still hold the old route");
        assertTrue(transmitters.unsettled());
        transmitters.closeRetired();
        assertEquals(SendResult.INTERFACE_DOWN, unused.send(FRAME));
        assertFalse(transmitters.unsettled());
    }

    @Test
    void takesBackWhatIsUsedAgainBeforeItIsClosed() {
        Transmitter first = transmitters.frames(one).orElseThrow();
        passWithoutAnyUse();
        assertSame(first, transmitters.frames(one).orElseThrow());
        transmitters.closeRetired();
        assertEquals(SendResult.SENT, first.send(FRAME));
    }

    @Test
    void opensAnotherSocketAfterTheOldOneIsClosed() {
        Transmitter first = transmitters.frames(one).orElseThrow();
        passWithoutAnyUse();
        transmitters.closeRetired();
        assertNotEquals(first, transmitters.frames(one).orElseThrow());
    }

    @Test
    void opensNoOtherInterfaceThatTookTheName() {
        assertEquals(Optional.empty(), transmitters.frames(device(one.index() + 1_000, "one0")));
        assertTrue(transmitters.anyFailed());
    }

    @Test
    void triesAgainInTheNextPassAndForgetsTheFailure() throws IOException {
        Device later = device(4_711, "later0");
        assertTrue(transmitters.frames(later).isEmpty());
        Namespaces.run("ip link add later0 index 4711 type veth peer name later1", "ip link set later0 up");
        assertTrue(transmitters.frames(later).isEmpty(), "once in a pass, however many paths there are");
        transmitters.startPass();
        assertTrue(transmitters.frames(later).isPresent());
        transmitters.endPass();
        assertFalse(transmitters.anyFailed());
    }

    @Test
    void forgetsAFailureThatNobodyCaresForAnyMore() {
        assertTrue(transmitters.frames(device(4_711, "never0")).isEmpty());
        passWithoutAnyUse();
        assertFalse(transmitters.anyFailed());
    }

    @Test
    void sendsThroughTheStackToEachDestination() {
        Bearing.Stacked own = new Bearing.Stacked(1, OWN, OWN, true);
        Transmitter local = transmitters.stack(device(1, "lo"), own).orElseThrow();
        assertEquals(local, transmitters.stack(device(1, "lo"), own).orElseThrow());
        Bearing.Stacked loopback = new Bearing.Stacked(1, OWN, NetlinkBytes.ip("127.0.0.1"), true);
        assertNotEquals(local, transmitters.stack(device(1, "lo"), loopback).orElseThrow());
    }

    @Test
    void neverSendsIntoADescriptorThatIsSomebodyElses() throws IOException {
        byte[] packet = new byte[28];
        packet[0] = 0x45;
        InetAddress loopback = NetlinkBytes.ip("127.0.0.1");
        StackSocket old = StackSocket.local(true);
        Transmitter late = old.to(loopback);
        assertEquals(SendResult.SENT, late.send(packet));
        old.close();
        StackSocket next = StackSocket.local(true); // the kernel gives it the lowest free number: the old one
        try {
            assertEquals(SendResult.INTERFACE_DOWN, late.send(packet));
            old.close();
            assertEquals(SendResult.SENT, next.to(loopback).send(packet), "closing twice closes nobody else's");
        } finally {
            next.close();
        }
    }

    @Test
    void closesWhileOthersSend() throws Exception {
        StackSocket socket = StackSocket.local(true);
        Transmitter transmitter = socket.to(NetlinkBytes.ip("127.0.0.1"));
        AtomicInteger sent = new AtomicInteger();
        Runnable sending = () -> {
            while (transmitter.send(new byte[28]) != SendResult.INTERFACE_DOWN) {
                sent.incrementAndGet();
            }
        };
        List<Thread> senders = List.of(new Thread(sending), new Thread(sending));
        senders.forEach(Thread::start);
        await().until(() -> sent.get() > 1_000);
        socket.close();
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(SendResult.INTERFACE_DOWN, transmitter.send(new byte[28]));
    }

    @Test
    void tellsThatAnInterfaceOfTheStackIsGone() throws IOException {
        Namespaces.run("ip link add gone0 type veth peer name gone1", "ip link set gone0 up");
        Device gone = device(indexOf("gone0"), "gone0");
        Bearing.Stacked bearing = new Bearing.Stacked(gone.index(), OWN, PEER, false);
        Transmitter transmitter = transmitters.stack(gone, bearing).orElseThrow();
        Namespaces.run("ip link delete gone0");
        byte[] packet = new byte[28];
        packet[0] = 0x45;
        SendResult result = transmitter.send(packet);
        assertTrue(result == SendResult.INTERFACE_DOWN || result == SendResult.NO_ROUTE, result.toString());
    }

    @Test
    void closesEverythingWhenItEnds() {
        Transmitter open = transmitters.frames(one).orElseThrow();
        transmitters.close();
        assertEquals(SendResult.INTERFACE_DOWN, open.send(FRAME));
    }
}
