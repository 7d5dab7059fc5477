package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.gatewatch.api.Packet;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SampleListener;
import org.junit.jupiter.api.Test;

/**
 * A million damaged, forged and cut packets for every parser: none makes an exception escape, and none that lacks what
 * only our peer can know is taken for an answer.
 *
 * <p>All is repeatable: the seeds are the packets of a scripted exchange between the addresses of {@link Probing}, whose
 * keys, numbers and identifiers come from its {@code Random(1)}; what is done to them comes from {@link #SEED}.
 */
final class ParserFuzzTest {
    private static final int MUTANTS = 1_000_000;
    private static final long SEED = 20260101;
    /** Of both IP versions, in 3 fragments every 10 ms: each comes back when the reassembly has forgotten it. */
    private static final int FRAGMENTED = 100;

    private static final long REASSEMBLY_NANOS = 5_000_000_000L;
    private static final int SYN_ACK = SynExchange.SYN | SynExchange.ACK;
    private static final int RST_ACK = SynExchange.RST | SynExchange.ACK;

    private final Calls calls = new Calls();

    private static final class Calls implements SampleListener {
        private int answers;
        private int errors;

        @Override
        public void answered(long sequence, long rttNanos) {
            answers++;
            assertEquals(1, sequence);
        }

        @Override
        public void refused(long sequence, long rttNanos) {
            answered(sequence, rttNanos);
        }

        @Override
        public void unreachable(long sequence, IcmpError error) {
            errors++;
            assertEquals(1, sequence);
        }

        @Override
        public void unstamped(long sequence) {
            fail("number " + sequence + " was never sent");
        }
    }

    /** The request of sample 1, as one packet, of a probe whose listener counts. */
    private byte[] request(Probing probing, String destination) throws UnknownHostException {
        var channel = probing.open(destination, calls);
        int before = probing.link.sent.size();
        channel.send(1);
        List<byte[]> frames = List.copyOf(probing.link.sent.subList(before, probing.link.sent.size()));
        frames.forEach(frame -> probing.link.capture(frame, true, 1_000));
        return frames.size() == 1 ? frames.get(0) : Packets.joined(frames);
    }

    private byte[] request4(Probing probing) throws UnknownHostException {
        return request(probing, Probing.DESTINATION);
    }

    private byte[] request6(Probing probing) throws UnknownHostException {
        probing.link.route = probing.link.open(Probing.way(Probing.SOURCE_V6, 1500));
        return request(probing, Probing.DESTINATION_V6);
    }

    /** Gives the mutants of the seeds to the probe; one that is taken for an answer must be authentic. */
    private void fuzz(Probing probing, List<byte[]> seeds, Predicate<Mutant> authentic) {
        Mutant mutant = new Mutant(new SplittableRandom(SEED), seeds);
        for (int i = 0; i < MUTANTS; i++) {
            mutant.mutate();
            int before = calls.answers + calls.errors;
            probing.wire.received(mutant);
            boolean mayAnswer = authentic.test(mutant);
            if (calls.answers + calls.errors != before && !mayAnswer) {
                fail("mutant " + i + " was taken for an answer: " + mutant);
            }
        }
    }

    @Test
    void takesNoDamagedEchoReplyForAnAnswer() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.ECHO);
        List<byte[]> seeds = List.of(Packets.reply(request4(probing)), Packets.reply(request6(probing)));
        fuzz(probing, seeds, mutant -> {
            int ip = mutant.isIpv4() ? 20 : 40;
            boolean source = mutant.isIpv4() ? mutant.kept(12, 16) : mutant.kept(8, 24);
            return source && mutant.kept(ip, ip + 1) && mutant.kept(ip + 4, ip + 24);
        });
        assertTrue(calls.answers > MUTANTS / 100, "no mutant was harmless: " + calls.answers);
    }

    @Test
    void takesNoDamagedSegmentForAnAnswer() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.syn(443));
        byte[] syn4 = request4(probing);
        byte[] syn6 = request6(probing);
        List<byte[]> seeds = List.of(
                Packets.answer(syn4, SYN_ACK, 0),
                Packets.answer(syn4, RST_ACK, 56),
                Packets.answer(syn6, SYN_ACK, 56),
                Packets.answer(syn6, RST_ACK, 56));
        fuzz(probing, seeds, mutant -> {
            int ip = mutant.isIpv4() ? 20 : 40;
            boolean source = mutant.isIpv4() ? mutant.kept(12, 16) : mutant.kept(8, 24);
            int sequence = BigEndian.int32(mutant.isIpv4() ? syn4 : syn6, ip + 4);
            int acknowledged = BigEndian.int32(mutant.bytes(), ip + 8);
            boolean authentic = acknowledged == sequence + 1 || acknowledged == sequence + 1 + 56;
            return source && mutant.kept(ip, ip + 4) && authentic;
        });
        assertTrue(calls.answers > MUTANTS / 100, "no mutant was harmless: " + calls.answers);
    }

    @Test
    void believesNoErrorThatQuotesAnotherPacket() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.ECHO);
        byte[] echo4 = request4(probing);
        byte[] echo6 = request6(probing);
        List<byte[]> seeds = List.of(
                Packets.error(echo4, 3, 1, "198.51.100.1", 28),
                Packets.tooBig(echo4, "198.51.100.1", 84, 1300),
                Packets.error(echo6, 1, 4, "2001:db8::9", 104),
                Packets.tooBig(echo6, "2001:db8::9", 104, 1300));
        fuzz(probing, seeds, mutant -> {
            int quote = mutant.isIpv4() ? 28 : 48;
            int message = quote + (mutant.isIpv4() ? 20 : 40);
            boolean destination = mutant.isIpv4() ? mutant.kept(44, 48) : mutant.kept(72, 88);
            return destination && mutant.kept(message, message + 1) && mutant.kept(message + 4, message + 8);
        });
        assertTrue(calls.errors > MUTANTS / 100, "no mutant was harmless: " + calls.errors);
    }

    @Test
    void believesNoErrorThatQuotesAnotherSegment() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.syn(443));
        byte[] syn4 = request4(probing);
        byte[] syn6 = request6(probing);
        List<byte[]> seeds =
                List.of(Packets.error(syn4, 3, 13, "198.51.100.1", 28), Packets.tooBig(syn6, "2001:db8::9", 100, 1300));
        fuzz(probing, seeds, mutant -> {
            int quote = mutant.isIpv4() ? 28 : 48;
            int segment = quote + (mutant.isIpv4() ? 20 : 40);
            boolean destination = mutant.isIpv4() ? mutant.kept(44, 48) : mutant.kept(72, 88);
            return destination && mutant.kept(segment, segment + 8);
        });
        assertTrue(calls.errors > MUTANTS / 100, "no mutant was harmless: " + calls.errors);
    }

    /** Their first fragment's cookie is wrong, so that no way to join them may give an answer. */
    @Test
    void joinsNoAnswerFromForgedFragments() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.ECHO.sized(4000));
        byte[] reply4 = Packets.reply(request4(probing));
        byte[] reply6 = Packets.reply(request6(probing));
        List<byte[]> seeds = fragments(
                Packets.withByte(reply4, 20 + 16, ~reply4[20 + 16]),
                Packets.withByte(reply6, 40 + 16, ~reply6[40 + 16]));
        fuzz(probing, seeds, mutant -> false);
        assertTrue(probing.strays().forged() > 10_000, "hardly anything was joined: " + probing.strays());
    }

    @Test
    void joinsOnlyAuthenticFragments() throws UnknownHostException {
        Probing probing = Probing.over4(Packet.ECHO.sized(4000));
        byte[] reply4 = Packets.reply(request4(probing));
        byte[] reply6 = Packets.reply(request6(probing));
        fuzz(probing, fragments(reply4, reply6), new AuthenticHeads(reply4, reply6));
        assertTrue(calls.answers > 10_000, "hardly anything was joined: " + calls.answers + ", " + probing.strays());
    }

    private static List<byte[]> fragments(byte[] reply4, byte[] reply6) {
        List<byte[]> seeds = new ArrayList<>();
        for (int identification = 0; identification < FRAGMENTED; identification++) {
            seeds.addAll(Packets.fragments(reply4, 1500, identification));
            seeds.addAll(Packets.fragments(reply6, 1500, identification));
        }
        return seeds;
    }

    /** Says of a fragment whether it is from the source and its packet's head came lately with the cookie untouched. */
    private static final class AuthenticHeads implements Predicate<Mutant> {
        private final byte[] reply4;
        private final byte[] reply6;
        private final Map<Integer, Long> seenNanos = new HashMap<>();

        AuthenticHeads(byte[] reply4, byte[] reply6) {
            this.reply4 = reply4;
            this.reply6 = reply6;
        }

        @Override
        public boolean test(Mutant mutant) {
            boolean four = mutant.isIpv4();
            boolean fromSource = mutant.length() >= 48 && (four ? mutant.kept(12, 20) : mutant.kept(8, 40));
            int packet = four ? BigEndian.uint16(mutant.bytes(), 4) : ~BigEndian.int32(mutant.bytes(), 44);
            if (fromSource && (four ? isHead(mutant, 20, reply4) : isHead(mutant, 48, reply6))) {
                seenNanos.put(packet, mutant.stampNanos());
            }
            Long headNanos = seenNanos.get(packet);
            return fromSource && headNanos != null && mutant.stampNanos() - headNanos <= REASSEMBLY_NANOS;
        }

        /** Type, and identifier to cookie. */
        private static boolean isHead(Mutant mutant, int start, byte[] reply) {
            int icmp = Packets.icmp(reply);
            boolean first = mutant.isIpv4()
                    ? (BigEndian.uint16(mutant.bytes(), 6) & 0x1fff) == 0
                    : (BigEndian.uint16(mutant.bytes(), 42) & 0xfff8) == 0;
            return first
                    && mutant.bytes()[start] == reply[icmp]
                    && Arrays.equals(mutant.bytes(), start + 4, start + 24, reply, icmp + 4, icmp + 24);
        }
    }
}
