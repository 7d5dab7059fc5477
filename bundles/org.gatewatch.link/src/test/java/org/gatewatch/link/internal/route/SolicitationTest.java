package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.HexFormat;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.junit.jupiter.api.Test;

final class SolicitationTest {
    private static final byte[] MAC = HexFormat.of().parseHex("020000000001");

    private static String frame(String from, String wanted) {
        InetAddress asked = NetlinkBytes.ip(wanted);
        return HexFormat.of().formatHex(Solicitation.frame(MAC, NetlinkBytes.ip(from), asked));
    }

    @Test
    void asksByArp() {
        assertEquals(
                "ffffffffffff" + "020000000001" + "0806" + "0001" + "0800" + "0604" + "0001" + "020000000001"
                        + "c0000201" + "000000000000" + "c0000202",
                frame("192.0.2.1", "192.0.2.2"));
    }

    /** The checksum was computed apart, by the definition in RFC 4443, 2.3. */
    @Test
    void asksByNeighbourSolicitation() {
        String own = "20010db8000000000000000000000001";
        String wanted = "20010db8000000000000000000abcdef";
        assertEquals(
                "3333ffabcdef" + "020000000001" + "86dd" + "60000000" + "0020" + "3a" + "ff" + own
                        + "ff0200000000000000000001ffabcdef" + "8700" + "7ef5" + "00000000" + wanted + "0101"
                        + "020000000001",
                frame("2001:db8::1", "2001:db8::ab:cdef"));
    }
}
