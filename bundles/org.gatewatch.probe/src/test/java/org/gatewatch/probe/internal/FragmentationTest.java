package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.Packet;
import org.gatewatch.api.probe.StrayReplies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes above the MTU. Fragments are captured one nanosecond apart. */
final class FragmentationTest {
    private static final Packet BIG = Packet.ECHO.sized(8500);

    private static List<byte[]> reply(List<byte[]> request) {
        return Packets.fragments(Packets.reply(Packets.joined(request)), 1500, 0x77);
    }

    @Test
    void measuresFromLastFragmentToLastFragmentOfIpv4() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        probing.receive(reply(probing.sendFrames(1, 1_000)), 9_000);
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
    }

    @Test
    void measuresFromLastFragmentToLastFragmentOfIpv6() throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        probing.receive(reply(probing.sendFrames(1, 1_000)), 9_000);
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void countsADamagedByteOfAnyFragmentAsCorrupted(int damaged) throws UnknownHostException {
        Probing probing = Probing.over6(BIG);
        List<byte[]> fragments = reply(probing.sendFrames(1, 1_000));
        fragments.get(damaged)[1_000]++;
        probing.receive(fragments, 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsADamagedFragmentOfIpv4AsCorrupted() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> fragments = reply(probing.sendFrames(1, 1_000));
        fragments.get(5)[1_127]++;
        probing.receive(fragments, 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAFragmentWithADamagedHeaderAsCorrupted() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> fragments = reply(probing.sendFrames(1, 1_000));
        fragments.get(3)[8]--;
        probing.receive(fragments, 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAFragmentThatIsCutOffAsCorrupted() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> fragments = new ArrayList<>(reply(probing.sendFrames(1, 1_000)));
        fragments.set(3, Arrays.copyOf(fragments.get(3), 140));
        probing.receive(fragments, 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void measuresAFragmentedSyn() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.syn(443).sized(8500));
        byte[] syn = Packets.joined(probing.sendFrames(1, 1_000));
        probing.receive(Packets.answer(syn, SynExchange.SYN | SynExchange.ACK, 0), 9_005);
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
    }

    @Test
    void takesAReplyThatCameWhole() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        byte[] reply = Packets.reply(Packets.joined(probing.sendFrames(1, 1_000)));
        probing.receive(reply, 9_005);
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
    }

    @Test
    void takesFragmentsInAnyOrder() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> fragments = new ArrayList<>(reply(probing.sendFrames(1, 1_000)));
        Collections.reverse(fragments);
        probing.receive(fragments, 9_000);
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
    }

    @Test
    void sumsUpAnOddLength() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.ECHO.sized(4001));
        probing.receive(reply(probing.sendFrames(1, 1_000)), 9_000);
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
    }

    @Test
    void waitsForEveryFragment() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> fragments = reply(probing.sendFrames(1, 1_000));
        for (int missing = 0; missing < fragments.size(); missing++) {
            List<byte[]> others = new ArrayList<>(fragments);
            others.remove(missing);
            probing.receive(others, 6_000_000_000L * (missing + 1));
        }
        assertEquals(0, probing.fates.calls.get());
    }

    @Test
    void takesCopiesOfFragmentsForOne() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        for (byte[] fragment : reply(probing.sendFrames(1, 1_000))) {
            probing.receive(fragment, 9_005);
            probing.receive(fragment, 9_005);
        }
        assertEquals(Map.of(1L, 8_000L), probing.fates.rttNanos);
        assertEquals(1, probing.fates.calls.get());
    }

    @Test
    void dropsAPacketWhoseFragmentsOverlap() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        byte[] whole = Packets.reply(Packets.joined(probing.sendFrames(1, 1_000)));
        List<byte[]> fragments = Packets.fragments(whole, 1500, 0x77);
        List<byte[]> others = Packets.fragments(whole, 1000, 0x77);
        probing.receive(fragments.get(0), 8_000);
        probing.receive(others.get(1), 8_001);
        probing.receive(fragments, 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void dropsAPacketWithTwoEnds() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        byte[] whole = Packets.reply(Packets.joined(probing.sendFrames(1, 1_000)));
        List<byte[]> fragments = Packets.fragments(whole, 1500, 0x77);
        byte[] end = fragments.get(2).clone();
        BigEndian.putInt16(end, 6, BigEndian.uint16(end, 6) & 0x1fff);
        probing.receive(Packets.withHeaderChecksum(end), 8_000);
        probing.receive(fragments, 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void countsAnotherLengthAsCorrupted() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        byte[] whole = Packets.reply(Packets.joined(probing.sendFrames(1, 1_000)));
        byte[] shorter = Arrays.copyOf(whole, whole.length - 8);
        BigEndian.putInt16(shorter, 2, shorter.length);
        probing.receive(Packets.fragments(Packets.withChecksum(shorter), 1500, 0x77), 9_000);
        assertEquals(0, probing.fates.calls.get());
        assertEquals(new StrayReplies(0, 0, 1), probing.strays());
    }

    @Test
    void startsAnewWhenAnIdentificationComesBack() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> first = reply(probing.sendFrames(1, 1_000));
        probing.receive(first.subList(1, 6), 2_000);
        List<byte[]> second = reply(probing.sendFrames(2, 10_000_000_000L));
        probing.receive(second, 10_000_009_000L);
        assertEquals(Map.of(2L, 9_000L), probing.fates.rttNanos);
    }

    @Test
    void looksAtFragmentsOfProbedHostsOnly() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> frames = probing.sendFrames(1, 1_000);
        List<byte[]> reply = reply(frames);
        probing.receive(reply.subList(0, 5), 2_000);
        byte[] stranger = Packets.reply(Packets.joined(frames));
        stranger[15] = 99;
        stranger[19] = 99;
        for (int i = 0; i < 10_000; i++) {
            probing.receive(Packets.fragments(stranger, 1500, i).get(0), 2_000 + i);
        }
        probing.receive(reply.get(5), 60_000);
        assertEquals(Set.of(1L), probing.fates.rttNanos.keySet());
    }

    @Test
    void isNotBlindedByPartsThatBearAPeersAddress() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        byte[] whole = Packets.reply(Packets.joined(probing.sendFrames(1, 1_000)));
        for (int i = 0; i < 5_000; i++) {
            probing.receive(Packets.fragments(whole, 1500, i).get(0), 2_000 + i);
        }
        assertEquals(7, probing.wire.packetsMissed());
    }

    @Test
    void keepsNoPartsForAPeerThatIsAskedWithSmallPackets() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.ECHO);
        Packets.fragments(Packets.reply(Packets.joined(probing.sendFrames(1, 1_000))), 52, 7)
                .forEach(part -> probing.receive(part, 2_000));
        assertEquals(Map.of(), probing.fates.rttNanos);
    }

    @Test
    void keepsAnUnfinishedPacketLongerThanFinishedOnes() throws UnknownHostException {
        Probing probing = Probing.over4(BIG);
        List<byte[]> reply = reply(probing.sendFrames(0, 1_000));
        probing.receive(reply.subList(0, 5), 2_000);
        for (int number = 1; number < 5_000; number++) {
            probing.sendFrames(number, 10_000L * number);
        }
        probing.receive(reply.get(5), 60_000_000);
        assertEquals(Map.of(), probing.fates.errors);
    }
}
