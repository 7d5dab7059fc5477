package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Sll2PacketTest {
    private static final String HEADER_END = "0000" + "00000105" + "0001" + "%s" + "06" + "0200000000010000";

    private final Sll2Packet packet = new Sll2Packet();

    private boolean wrap(String protocol, String type, String ip) {
        return packet.wrap(HexFormat.of().parseHex(protocol + HEADER_END.formatted(type) + ip), 42);
    }

    @Test
    void readsAnOutgoingIpv4Packet() {
        assertTrue(wrap("0800", "04", "4500"));
        assertTrue(packet.outgoing());
        assertEquals(0x105, packet.interfaceIndex());
        assertEquals(42, packet.stampNanos());
        assertEquals(2, packet.length());
        assertEquals(0x45, packet.bytes()[packet.offset()]);
    }

    @Test
    void readsAnIncomingIpv6Packet() {
        assertTrue(wrap("86dd", "00", "60"));
        assertFalse(packet.outgoing());
    }

    @Test
    void skipsWhatIsNotIp() {
        assertFalse(wrap("0806", "00", "0001"));
    }

    @Test
    void skipsWhatIsTooShort() {
        assertFalse(wrap("0800", "00", ""));
        assertFalse(packet.wrap(new byte[3], 0));
    }
}
