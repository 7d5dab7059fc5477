package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.StrayReplies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SYNs over a scripted link: what is sent, and what is recognised as an answer. */
final class TcpTransportTest {
    private static final int SYN_ACK = SynExchange.SYN | SynExchange.ACK;
    private static final int RST_ACK = SynExchange.RST | SynExchange.ACK;
    private static final int TCP = 20;

    private Probing probing;

    @BeforeEach
    void open() throws UnknownHostException {
        probing = Probing.over4(Packet.syn(443));
    }

    private static int sourcePort(byte[] syn) {
        return BigEndian.uint16(syn, Packets.icmp(syn));
    }

    @Test
    void measuresTheSynAck() {
        byte[] syn = probing.send(1, 1_000);
        probing.receive(Packets.answer(syn, SYN_ACK, 0), 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.rttNanos);
    }

    @Test
    void measuresIpv6() throws UnknownHostException {
        probing = Probing.over6(Packet.syn(443));
        byte[] syn = probing.send(1, 1_000);
        probing.receive(Packets.answer(syn, SYN_ACK, 56), 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.rttNanos);
    }

    @Test
    void takesASynAckThatAcknowledgesTheData() {
        byte[] syn = probing.send(1, 1_000);
        probing.receive(Packets.answer(syn, SYN_ACK, 56), 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.rttNanos);
    }

    @Test
    void tellsThatThePortIsClosed() {
        byte[] syn = probing.send(1, 1_000);
        probing.receive(Packets.answer(syn, RST_ACK, 56), 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.refusedNanos);
    }

    @Test
    void sendsABareSynWhereDataIsUnwelcome() throws UnknownHostException {
        probing = Probing.over4(Packet.syn(443).sized(0));
        byte[] syn = probing.send(1, 1_000);
        assertEquals(44, syn.length);
        probing.receive(Packets.answer(syn, SYN_ACK, 0), 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.rttNanos);
    }

    @Test
    void sendsARightChecksum() {
        byte[] syn = probing.send(1, 1_000);
        IpView view = new IpView();
        assertTrue(view.wrap(syn, 0, syn.length) && view.intact());
    }

    @Test
    void announcesWhatFitsTheInterface() {
        byte[] syn = probing.send(1, 1_000);
        assertEquals(0x0204_0000 | 1460, BigEndian.int32(syn, TCP + 20));
    }

    @Test
    void walksOverThePortsFromProbeToProbe() {
        Set<Integer> ports = new HashSet<>();
        for (int number = 0; number < 4096; number++) {
            ports.add(sourcePort(probing.send(number, number)));
        }
        assertEquals(4096, ports.size());
        assertTrue(ports.stream().allMatch(port -> port >= 0xf000));
    }

    @Test
    void jumpsToOtherPortsForAnotherFlow() {
        int before = sourcePort(probing.send(1, 1_000));
        probing.channel.changeFlow();
        assertNotEquals(before + 1, sourcePort(probing.send(2, 2_000)));
    }

    @Test
    void recognisesAnswersToThePreviousFlow() {
        byte[] syn = probing.send(1, 1_000);
        probing.channel.changeFlow();
        probing.send(2, 2_000);
        probing.receive(Packets.answer(syn, SYN_ACK, 0), 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.rttNanos);
    }

    @Test
    void recognisesALateAnswerAfterItsPortWasUsedAgain() throws UnknownHostException {
        byte[] first = probing.send(7, 1_000);
        byte[] second = probing.send(7 + 4096, 2_000);
        assertEquals(sourcePort(first), sourcePort(second));
        probing.receive(Packets.answer(second, SYN_ACK, 0), 2_500);
        assertEquals(Map.of(7L + 4096, 500L), probing.fates.rttNanos);
        probing.receive(Packets.answer(first, SYN_ACK, 0), 3_000); // the window has forgotten it, but it is no forgery
        assertEquals(StrayReplies.NONE, probing.strays());
    }

    @Test
    void takesARepeatedSynAckForNoDuplicate() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        probing.receive(answer, 2_000);
        probing.receive(answer, 1_000_002_000L);
        probing.receive(answer, 3_000_002_000L);
        assertEquals(1, probing.fates.calls.get());
    }

    @Test
    void resetsBeforeItsNextSynWhatThePeerStillHoldsOpen() {
        byte[] syn = probing.send(1, 1_000);
        byte[] answer = Packets.answer(syn, SYN_ACK, 0);
        probing.receive(answer, 2_000);
        probing.receive(answer, 1_000_002_000L);
        List<byte[]> frames = probing.sendFrames(2, 1_000_003_000L);
        assertEquals(2, frames.size());
        byte[] reset = frames.get(0);
        IpView view = new IpView();
        assertTrue(view.wrap(reset, 0, reset.length) && view.intact());
        assertEquals(SynExchange.RST, reset[TCP + 13]);
        assertEquals(BigEndian.int32(syn, TCP), BigEndian.int32(reset, TCP), "ports");
        assertEquals(BigEndian.int32(answer, TCP + 8), BigEndian.int32(reset, TCP + 4), "sequence");
    }

    @Test
    void resetsOverIpv6() throws UnknownHostException {
        probing = Probing.over6(Packet.syn(443));
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 56);
        probing.receive(answer, 2_000);
        probing.receive(answer, 1_000_002_000L);
        byte[] reset = probing.sendFrames(2, 1_000_003_000L).get(0);
        IpView view = new IpView();
        assertTrue(view.wrap(reset, 0, reset.length) && view.intact());
        assertEquals(60, reset.length);
    }

    @Test
    void resetsOnce() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        probing.receive(answer, 2_000);
        probing.receive(answer, 1_000_002_000L);
        probing.sendFrames(2, 1_000_003_000L);
        assertEquals(1, probing.sendFrames(3, 1_000_004_000L).size());
    }

    @Test
    void resetsNothingThatIsNotRepeated() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        probing.receive(answer, 2_000);
        probing.receive(answer, 2_000); // seen on a stacked interface
        probing.receive(answer, 2_100); // a duplicate
        assertEquals(1, probing.sendFrames(2, 3_000).size());
    }

    @Test
    void resetsNothingThatWasRefused() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), RST_ACK, 0);
        probing.receive(answer, 2_000);
        probing.receive(answer, 1_000_002_000L);
        assertEquals(1, probing.sendFrames(2, 1_000_003_000L).size());
    }

    @Test
    void reportsADuplicateAsASecondAnswer() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        probing.receive(answer, 2_000);
        probing.receive(answer, 2_100);
        assertEquals(2, probing.fates.calls.get());
    }

    @Test
    void countsAWrongAcknowledgementAsForged() {
        byte[] syn = probing.send(1, 1_000);
        probing.receive(Packets.answer(syn, SYN_ACK, 1), 2_000);
        probing.receive(Packets.answer(syn, RST_ACK, -1), 2_001);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 2, 0), probing.strays());
    }

    @Test
    void countsAResetWithoutAcknowledgementAsForged() {
        probing.receive(Packets.answer(probing.send(1, 1_000), SynExchange.RST, 0), 2_000);
        assertEquals(new StrayReplies(0, 1, 0), probing.strays());
    }

    @Test
    void countsADamagedSegmentAsCorrupted() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        answer[answer.length - 1]++;
        probing.receive(answer, 2_000);
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAnotherPortAsForeign() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        probing.receive(Packets.withByte(answer, TCP + 1, 99), 2_000);
        assertEquals(new StrayReplies(1, 0, 0), probing.strays());
    }

    /** Between namespaces the kernel leaves the checksum to a network card that is not there. */
    @Test
    void takesAChecksumThatWasLeftToHardware() {
        byte[] answer = Packets.answer(probing.send(1, 1_000), SYN_ACK, 0);
        long pseudo = InternetChecksum.add(6 + answer.length - TCP, answer, 12, 8);
        BigEndian.putInt16(answer, TCP + 16, ~InternetChecksum.fold(pseudo));
        probing.receive(answer, 3_000);
        assertEquals(Map.of(1L, 2_000L), probing.fates.rttNanos);
    }

    @Test
    void ignoresWhatOurOwnKernelResets() {
        byte[] syn = probing.send(1, 1_000);
        byte[] reset = syn.clone();
        reset[TCP + 13] = SynExchange.RST;
        probing.link.capture(Packets.withChecksum(reset), true, 2_000);
        probing.receive(reset, 2_000); // as on loopback
        assertEquals(StrayReplies.NONE, probing.strays());
    }

    @Test
    void recognisesItsSegmentInTheShortestQuote() throws UnknownHostException {
        byte[] syn = probing.send(1, 1_000);
        probing.receive(Packets.error(syn, 3, 13, "198.51.100.1", TCP + 8), 2_000);
        assertEquals(13, probing.fates.errors.get(1L).code());
    }

    @Test
    void ignoresAnErrorThatQuotesAnotherSequenceNumber() throws UnknownHostException {
        byte[] syn = probing.send(1, 1_000);
        probing.receive(
                Packets.error(Packets.withByte(syn, TCP + 4, ~syn[TCP + 4]), 3, 13, "198.51.100.1", TCP + 8), 2_000);
        assertEquals(0, probing.fates.calls.get());
    }

    @Test
    void reportsAnAnswerWhoseSynWasNotCaptured() {
        probing.channel.send(1);
        probing.receive(Packets.answer(probing.link.sent.get(0), SYN_ACK, 0), 2_000);
        assertEquals(Map.of(1L, true), probing.fates.withoutStamp);
    }

    @Test
    void speaksTcp() {
        assertEquals(Protocol.TCP, probing.transport().protocol());
        assertEquals(0, probing.transport().packetsMissed());
    }
}
