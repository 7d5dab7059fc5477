package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import org.gatewatch.api.Packet;
import org.gatewatch.api.probe.StrayReplies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Echo replies that answer nothing of ours, and other flows. */
final class StrayRepliesTest {
    private static final int ICMP = 20;

    private Probing probing;

    @BeforeEach
    void open() throws UnknownHostException {
        probing = Probing.over4(Packet.ECHO);
    }

    private byte[] reply() {
        return Packets.reply(probing.send(1, 1_000));
    }

    @Test
    void countsRepliesToAnotherProgramAsForeign() {
        byte[] reply = reply();
        probing.receive(Packets.withByte(reply, ICMP + 4, ~reply[ICMP + 4]), 2_000);
        assertEquals(new StrayReplies(1, 0, 0), probing.strays());
    }

    @Test
    void countsRepliesOfAHostThatNobodyAsksAsForeign() {
        probing.receive(Packets.withByte(reply(), 15, 99), 2_000);
        assertEquals(new StrayReplies(1, 0, 0), probing.strays());
    }

    @Test
    void countsAWrongCookieAsForged() {
        byte[] reply = reply();
        probing.receive(Packets.withByte(reply, ICMP + 23, ~reply[ICMP + 23]), 2_000);
        assertEquals(new StrayReplies(0, 1, 0), probing.strays());
    }

    @Test
    void countsAnotherNumberAsForged() {
        byte[] reply = reply();
        for (int offset = ICMP + 8; offset < ICMP + 16; offset++) {
            probing.receive(Packets.withByte(reply, offset, ~reply[offset]), 2_000);
        }
        assertEquals(new StrayReplies(0, 8, 0), probing.strays());
    }

    @Test
    void countsAWrongChecksumAsCorrupted() {
        byte[] reply = reply();
        reply[reply.length - 1]++;
        probing.receive(reply, 2_000);
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsDamageFarBehindTheHeadersAsCorrupted() throws UnknownHostException {
        probing = Probing.over4(Packet.ECHO.sized(1400));
        byte[] reply = reply();
        reply[1_000]++;
        probing.receive(reply, 2_000);
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAReplyThatIsCutOffAsCorrupted() throws UnknownHostException {
        probing = Probing.over4(Packet.ECHO.sized(1400));
        probing.receive(Arrays.copyOf(reply(), 1_000), 2_000);
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAWrongHeaderChecksumAsCorrupted() {
        byte[] reply = reply();
        reply[8]--;
        probing.receive(reply, 2_000);
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAnotherLengthAsCorrupted() {
        byte[] reply = Arrays.copyOf(reply(), 80);
        BigEndian.putInt16(reply, 2, 80);
        probing.receive(Packets.withChecksum(reply), 2_000);
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsNoAnswer() {
        probing.receive(reply(), 2_000);
        assertEquals(StrayReplies.NONE, probing.strays());
    }

    @Test
    void ignoresWhatThisHostReplies() {
        probing.link.capture(reply(), true, 2_000);
        assertEquals(StrayReplies.NONE, probing.strays());
    }

    @Test
    void usesAnotherIdentifierForAnotherFlow() {
        int before = BigEndian.uint16(probing.send(1, 1_000), ICMP + 4);
        probing.channel.changeFlow();
        assertNotEquals(before, BigEndian.uint16(probing.send(2, 2_000), ICMP + 4));
    }

    @Test
    void recognisesRepliesToThePreviousFlowOnly() {
        byte[] reply = reply();
        probing.channel.changeFlow();
        probing.receive(reply, 2_000);
        probing.channel.changeFlow();
        probing.receive(reply, 2_001);
        assertEquals(Map.of(1L, 1_000L), probing.fates.rttNanos);
        assertEquals(1, probing.fates.calls.get());
    }

    @Test
    void doubtsTheNextHopWithTheFlow() {
        probing.channel.changeFlow();
        assertEquals(1, probing.link.doubts);
    }

    @Test
    void findsTheProbeAmongOthersOfItsAddress() throws UnknownHostException {
        Fates others = new Fates();
        for (int i = 0; i < 100; i++) {
            probing.open(Probing.DESTINATION, others);
        }
        probing.receive(reply(), 2_000);
        assertEquals(1, probing.fates.calls.get());
        assertEquals(0, others.calls.get());
    }
}
