package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;
import org.junit.jupiter.api.Test;

/** Against bytes made by hand from RFC 791, 792, 8200 and 4443; the checksums were worked out with another program. */
final class EchoFrameTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final long NONCE = 0x0102030405060708L;
    private static final byte[] TO_MAC = HEX.parseHex("020000000002");
    private static final byte[] FROM_MAC = HEX.parseHex("020000000001");
    private static final String FILLER16 = "1011121314151617";

    private static Way way(String source, LinkHeader header) throws UnknownHostException {
        return new Way(3, "wan0", 1500, InetAddress.getByName(source), header);
    }

    private static byte[] address(String text) throws UnknownHostException {
        return InetAddress.getByName(text).getAddress();
    }

    @Test
    void makesAnEthernetIpv4Echo() throws UnknownHostException {
        LinkHeader header = LinkHeader.ethernet(TO_MAC, FROM_MAC, 0x0800);
        EchoFrame frame = new EchoFrame(way("198.51.100.2", header), address("203.0.113.1"), 0xbeef, NONCE, 24);
        assertEquals(
                "0200000000020200000000010800"
                        + "4500" + "0034" + "0000" + "4000" + "4001" + "d491" + "c6336402" + "cb007101"
                        + "0800" + "dca0" + "beef" + "0005"
                        + "0102030405060708" + "0000000000010005" + FILLER16,
                HEX.formatHex(frame.numbered(0x10005)));
    }

    @Test
    void makesABareIpv6Echo() throws UnknownHostException {
        EchoFrame frame = new EchoFrame(way("2001:db8::1", LinkHeader.NONE), address("2001:db8::2"), 0xbeef, NONCE, 24);
        assertEquals(
                "60000000" + "0020" + "3a" + "40"
                        + "20010db8000000000000000000000001" + "20010db8000000000000000000000002"
                        + "8000" + "08d1" + "beef" + "0005"
                        + "0102030405060708" + "0000000000010005" + FILLER16,
                HEX.formatHex(frame.numbered(0x10005)));
    }

    @Test
    void keepsTheChecksumRightForEveryNumber() throws UnknownHostException {
        EchoFrame frame = new EchoFrame(way("2001:db8::1", LinkHeader.NONE), address("2001:db8::2"), 1, NONCE, 57);
        IcmpView view = new IcmpView();
        for (long number : new long[] {0, 1, 0xffff, 0x10000, 0x7fff_ffff_ffffL, Long.MAX_VALUE, -1}) {
            byte[] bytes = frame.numbered(number);
            assertEquals(true, view.wrap(bytes, 0, bytes.length) && view.intact(), "checksum of " + number);
            assertEquals(number, view.int64(EchoFrame.NUMBER_OFFSET));
        }
    }

    @Test
    void sends84BytesOfIpv4For56BytesOfData() throws UnknownHostException {
        EchoFrame frame = new EchoFrame(way("198.51.100.2", LinkHeader.NONE), address("203.0.113.1"), 1, NONCE, 56);
        assertEquals(84, frame.numbered(1).length);
    }

    @Test
    void usesOneArrayForAllPackets() throws UnknownHostException {
        EchoFrame frame = new EchoFrame(way("198.51.100.2", LinkHeader.NONE), address("203.0.113.1"), 1, NONCE, 56);
        assertSame(frame.numbered(1), frame.numbered(2));
    }
}
