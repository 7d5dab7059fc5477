package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Probes over a scripted link: what is sent, and what is recognised as an answer. */
final class IcmpTransportTest {
    private static final String DESTINATION = "203.0.113.1";
    private static final int ICMP = 20;

    private final ScriptedLink link = new ScriptedLink();
    private final Wire wire = new Wire(link);
    private final IcmpTransport transport = new IcmpTransport(wire);
    private final Fates fates = new Fates();
    private ProbeChannel channel;

    private static Probe probe(String destination) throws UnknownHostException {
        return Probe.to("p", InetAddress.getByName(destination));
    }

    private static Way way(String source) throws UnknownHostException {
        return new Way(ScriptedLink.INTERFACE_INDEX, "tun0", 1500, InetAddress.getByName(source), LinkHeader.NONE);
    }

    @BeforeEach
    void openChannel() throws UnknownHostException {
        channel = transport.open(probe(DESTINATION), InetAddress.getByName(DESTINATION), fates);
        link.route = link.open(way("198.51.100.2"));
    }

    /** Sends a sample, lets its copy be captured and returns it. */
    private byte[] send(long number, long stampNanos) {
        assertEquals(SendResult.SENT, channel.send(number));
        byte[] request = link.sent.get(link.sent.size() - 1);
        link.capture(request, true, stampNanos);
        return request;
    }

    @Test
    void subtractsTheKernelsStamps() {
        byte[] request = send(1, 1_000);
        link.capture(Packets.reply(request), false, 43_000);
        assertEquals(Map.of(1L, 42_000L), fates.rttNanos);
    }

    @Test
    void measuresIpv6() throws UnknownHostException {
        channel = transport.open(probe("2001:db8::2"), InetAddress.getByName("2001:db8::2"), fates);
        link.route = link.open(way("2001:db8::1"));
        byte[] request = send(1, 1_000);
        link.capture(Packets.reply(request), false, 3_000);
        assertEquals(Map.of(1L, 2_000L), fates.rttNanos);
    }

    @Test
    void ignoresAnotherSender() {
        byte[] reply = Packets.reply(send(1, 1_000));
        link.capture(Packets.withByte(reply, 15, 99), false, 2_000);
        assertEquals(0, fates.calls.get());
    }

    @Test
    void ignoresAnotherCookie() {
        byte[] reply = Packets.reply(send(1, 1_000));
        link.capture(Packets.withByte(reply, ICMP + 16, ~reply[ICMP + 16]), false, 2_000);
        assertEquals(0, fates.calls.get());
    }

    @Test
    void ignoresASequenceThatContradictsTheNumber() {
        byte[] reply = Packets.reply(send(1, 1_000));
        link.capture(Packets.withByte(reply, ICMP + 7, 2), false, 2_000);
        assertEquals(0, fates.calls.get());
    }

    @Test
    void ignoresDamagedReplies() {
        byte[] reply = Packets.reply(send(1, 1_000));
        reply[reply.length - 1]++;
        link.capture(reply, false, 2_000);
        assertEquals(0, fates.calls.get());
    }

    @Test
    void ignoresEveryTruncationThatLacksTheNumber() {
        byte[] reply = Packets.reply(send(1, 1_000));
        for (int length = 0; length < ICMP + 24; length++) {
            link.capture(Arrays.copyOf(reply, length), false, 2_000);
        }
        assertEquals(0, fates.calls.get());
    }

    @Test
    void reportsADuplicateAsASecondAnswer() {
        byte[] reply = Packets.reply(send(1, 1_000));
        link.capture(reply, false, 2_000);
        link.capture(reply, false, 2_500);
        assertEquals(2, fates.calls.get());
    }

    @Test
    void countsOnePacketOnStackedInterfacesOnce() {
        byte[] reply = Packets.reply(send(1, 1_000));
        link.capture(reply, false, 2_000);
        link.capture(reply, false, 2_000);
        assertEquals(1, fates.calls.get());
    }

    @Test
    void takesTheStampOfTheInterfaceThatTheRequestWasGivenTo() {
        byte[] request = send(1, 1_000);
        link.capture(request, true, 1_700);
        link.capture(Packets.reply(request), false, 2_000);
        assertEquals(Map.of(1L, 1_000L), fates.rttNanos);
    }

    @Test
    void stillMatchesAReplyAfterLaterRequests() {
        byte[] first = send(1, 1_000);
        send(2, 2_000);
        send(3, 3_000);
        link.capture(Packets.reply(first), false, 3_500);
        assertEquals(Map.of(1L, 2_500L), fates.rttNanos);
    }

    @Test
    void saysNothingAboutAReplyOlderThanItsMemory() {
        byte[] first = send(1, 1_000);
        for (int number = 2; number < 40; number++) {
            send(number, number * 1_000L);
        }
        link.capture(Packets.reply(first), false, 99_000);
        assertEquals(0, fates.calls.get());
    }

    @Test
    void reportsAReplyWhoseRequestWasNotCaptured() {
        assertEquals(SendResult.SENT, channel.send(5));
        link.capture(Packets.reply(link.sent.get(0)), false, 2_000);
        assertEquals(Map.of(5L, true), fates.withoutStamp);
    }

    @Test
    void tellsSamplesApartThatShareASequence() {
        byte[] before = send(0x0ffff, 1_000);
        byte[] after = send(0x1ffff, 2_000);
        link.capture(Packets.reply(after), false, 2_100);
        link.capture(Packets.reply(before), false, 2_200);
        assertEquals(Map.of(0x1ffffL, 100L), fates.rttNanos);
    }

    /** As on loopback. */
    @Test
    void takesItsOwnRequestsThatComeIn() {
        assertEquals(SendResult.SENT, channel.send(1));
        byte[] request = link.sent.get(0);
        link.capture(request, false, 1_000);
        link.capture(Packets.reply(request), false, 2_000);
        assertEquals(Map.of(1L, 1_000L), fates.rttNanos);
    }

    @Test
    void doesNotTakeOtherRequestsForItsOwn() {
        assertEquals(SendResult.SENT, channel.send(1));
        byte[] request = link.sent.get(0);
        link.capture(Packets.withByte(request, ICMP + 16, ~request[ICMP + 16]), true, 1_000);
        link.capture(Packets.reply(request), false, 2_000);
        assertEquals(Map.of(1L, true), fates.withoutStamp);
    }

    @Test
    void passesOnWhyThereIsNoRoute() {
        link.route = ScriptedLink.obstructed(SendResult.NEIGHBOUR_UNRESOLVED);
        assertEquals(SendResult.NEIGHBOUR_UNRESOLVED, channel.send(1));
        assertEquals(Optional.empty(), channel.egress());
    }

    @Test
    void rebuildsItsFrameForAnotherRoute() throws UnknownHostException {
        send(1, 1_000);
        link.route = link.open(way("198.51.100.77"));
        byte[] request = send(2, 2_000);
        assertEquals("c633644d", HexFormat.of().formatHex(request, 12, 16));
        assertEquals(
                Optional.of(
                        new Egress("tun0", InetAddress.getByName("198.51.100.77"), InetAddress.getByName(DESTINATION))),
                channel.egress());
    }

    @Test
    void hearsNothingAfterClose() {
        byte[] request = send(1, 1_000);
        channel.close();
        channel.close();
        link.capture(Packets.reply(request), false, 2_000);
        assertEquals(0, fates.calls.get());
        assertTrue(link.closed);
    }

    @Test
    void mayBeClosedByItsListener() throws UnknownHostException {
        Fates closing = new Fates() {
            @Override
            public void answered(long sequence, long rtt) {
                super.answered(sequence, rtt);
                channel.close();
            }
        };
        channel = transport.open(probe(DESTINATION), InetAddress.getByName(DESTINATION), closing);
        byte[] reply = Packets.reply(send(1, 1_000));
        link.capture(reply, false, 2_000);
        link.capture(reply, false, 3_000);
        assertEquals(1, closing.calls.get());
    }

    @Test
    void givesEveryProbeItsOwnIdentity() throws UnknownHostException {
        byte[] first = send(1, 1_000);
        channel = transport.open(probe(DESTINATION), InetAddress.getByName(DESTINATION), fates);
        byte[] second = send(1, 1_000);
        assertNotEquals(
                HexFormat.of().formatHex(first, ICMP + 4, ICMP + 6),
                HexFormat.of().formatHex(second, ICMP + 4, ICMP + 6));
        assertNotEquals(
                HexFormat.of().formatHex(first, ICMP + 16, ICMP + 24),
                HexFormat.of().formatHex(second, ICMP + 16, ICMP + 24));
    }

    @Test
    void stopsListeningToTheLink() {
        wire.stop();
        assertTrue(link.receivers.isEmpty());
    }

    @Test
    void passesOnWhatTheCaptureMissed() {
        assertEquals(7, transport.packetsMissed());
        assertEquals(Protocol.ICMP, transport.protocol());
    }
}
