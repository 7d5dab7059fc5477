package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;
import org.junit.jupiter.api.Test;

/** Against bytes made by hand from RFC 791, 792, 8200 and 4443; the checksums were worked out with another program. */
final class FramesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final LinkHeader ETHERNET =
            LinkHeader.ethernet(HEX.parseHex("020000000002"), HEX.parseHex("020000000001"), 0x0800);

    private final List<byte[]> sent = new ArrayList<>();
    private final Route route = ScriptedLink.route(Optional.empty(), frame -> {
        sent.add(frame.clone());
        return SendResult.SENT;
    });

    private static Packet echo(int sizeBytes, int dscp, int ttl, boolean dontFragment) {
        return new Packet(Protocol.ICMP, OptionalInt.empty(), sizeBytes, dscp, ttl, dontFragment);
    }

    private static Frames frames(Packet packet, boolean four, LinkHeader header, byte[] template)
            throws UnknownHostException {
        InetAddress source = InetAddress.getByName(four ? "198.51.100.2" : "2001:db8::1");
        InetAddress destination = InetAddress.getByName(four ? "203.0.113.1" : "2001:db8::2");
        Way way = new Way(3, "wan0", 1500, source, header);
        return new Frames(new IpHeader(way, destination, packet), template, 1500);
    }

    private static byte[] counting(int bytes) {
        byte[] message = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            message[i] = (byte) (i * 7);
        }
        return message;
    }

    private List<byte[]> sent(Frames frames, int identification) {
        sent.clear();
        frames.identify(identification);
        assertEquals(SendResult.SENT, frames.send(route));
        return List.copyOf(sent);
    }

    @Test
    void makesAnEthernetIpv4Frame() throws UnknownHostException {
        Frames frames = frames(echo(56, 0, 64, true), true, ETHERNET, HEX.parseHex("0800000000000000ff"));
        frames.putInt16(4, 0xbeef);
        frames.putChecksum(2, 0xbeef);
        assertEquals(
                "0200000000020200000000010800"
                        + "4500" + "001d" + "0000" + "4000" + "4001" + "d4a8" + "c6336402" + "cb007101"
                        + "0800" + "3a0f" + "beef" + "0000" + "ff",
                HEX.formatHex(sent(frames, 7).get(0)));
    }

    @Test
    void makesABareIpv6Packet() throws UnknownHostException {
        Frames frames = frames(echo(56, 0, 64, false), false, LinkHeader.NONE, HEX.parseHex("8000000000000000ff"));
        frames.putInt16(4, 0xbeef);
        frames.putChecksum(2, 0xbeef);
        assertEquals(
                "60000000" + "0009" + "3a" + "40"
                        + "20010db8000000000000000000000001" + "20010db8000000000000000000000002"
                        + "8000" + "6656" + "beef" + "0000" + "ff",
                HEX.formatHex(sent(frames, 7).get(0)));
    }

    @Test
    void marksIpv4WithDscpAndTtl() throws UnknownHostException {
        byte[] packet = sent(frames(echo(56, 46, 9, false), true, LinkHeader.NONE, counting(64)), 7)
                .get(0);
        assertEquals(46 << 2, packet[1] & 0xff);
        assertEquals(9, packet[8]);
    }

    @Test
    void marksIpv6WithDscpAndHopLimit() throws UnknownHostException {
        byte[] packet = sent(frames(echo(56, 46, 9, false), false, LinkHeader.NONE, counting(64)), 7)
                .get(0);
        assertEquals("6b8", HEX.formatHex(packet, 0, 2).substring(0, 3));
        assertEquals(9, packet[7]);
    }

    @Test
    void givesEveryFragmentablePacketItsOwnIdentification() throws UnknownHostException {
        Frames frames = frames(echo(56, 0, 64, false), true, LinkHeader.NONE, counting(64));
        byte[] one = sent(frames, 1).get(0);
        byte[] two = sent(frames, 0x12345).get(0);
        assertEquals(1, BigEndian.uint16(one, 4));
        assertEquals(0x2345, BigEndian.uint16(two, 4));
        assertEquals(0, BigEndian.uint16(two, 6), "flags");
        assertNotEquals(BigEndian.uint16(one, 10), BigEndian.uint16(two, 10), "checksum");
    }

    @Test
    void neverFragmentsWhatMustNotBe() throws UnknownHostException {
        List<byte[]> packets = sent(frames(echo(8500, 0, 64, true), true, LinkHeader.NONE, counting(8508)), 7);
        assertEquals(1, packets.size());
        assertEquals(0x4000, BigEndian.uint16(packets.get(0), 6));
    }

    @Test
    void fragmentsIpv4() throws UnknownHostException {
        byte[] message = counting(8508);
        List<byte[]> packets = sent(frames(echo(8500, 0, 64, false), true, LinkHeader.NONE, message), 0x4711);
        assertEquals(
                List.of(1500, 1500, 1500, 1500, 1500, 1128),
                packets.stream().map(p -> p.length).toList());
        packets.forEach(packet -> assertTrue(intactHeader(packet) && BigEndian.uint16(packet, 4) == 0x4711));
        assertCarries(message, packets, 20);
    }

    @Test
    void fragmentsIpv6() throws UnknownHostException {
        byte[] message = counting(8508);
        List<byte[]> packets = sent(frames(echo(8500, 0, 64, false), false, LinkHeader.NONE, message), 0x12344711);
        assertEquals(
                List.of(1496, 1496, 1496, 1496, 1496, 1316),
                packets.stream().map(p -> p.length).toList());
        packets.forEach(packet -> assertEquals(0x12344711, BigEndian.int32(packet, 44)));
        assertCarries(message, packets, 40);
    }

    private static void assertCarries(byte[] message, List<byte[]> packets, int header) {
        byte[] joined = Packets.joined(packets);
        assertArrayEquals(message, Arrays.copyOfRange(joined, header, joined.length));
    }

    private static boolean intactHeader(byte[] packet) {
        return InternetChecksum.fold(InternetChecksum.add(0, packet, 0, 20)) == 0;
    }

    @Test
    void sends84BytesOfIpv4For56BytesOfData() throws UnknownHostException {
        assertEquals(84, Probing.over4(Packet.ECHO).send(1, 1_000).length);
    }

    @Test
    void sends100BytesOfIpv4For56BytesOfSynPayload() throws UnknownHostException {
        assertEquals(100, Probing.over4(Packet.syn(443)).send(1, 1_000).length);
    }
}
