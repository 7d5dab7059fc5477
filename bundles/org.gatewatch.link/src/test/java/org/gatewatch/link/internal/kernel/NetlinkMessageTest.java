package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NetlinkMessageTest {
    private static List<NetlinkMessage> read(byte[] datagram, int length) {
        List<NetlinkMessage> messages = new ArrayList<>();
        NetlinkMessage.forEach(datagram, length, messages::add);
        return messages;
    }

    @Test
    void readsAllMessagesOfADatagram() {
        byte[] first = NetlinkBytes.localAddress(3, "192.0.2.1", 0).bytes();
        byte[] second = new NetlinkBytes(NetlinkMessage.DONE, 9, "00000000").bytes();
        ByteBuffer both =
                ByteBuffer.allocate(first.length + second.length).put(first).put(second);
        List<NetlinkMessage> messages = read(both.array(), both.position());
        assertEquals(
                List.of(NetlinkMessage.NEW_ADDRESS, NetlinkMessage.DONE),
                messages.stream().map(NetlinkMessage::type).toList());
        assertEquals(9, messages.get(1).sequence());
    }

    @Test
    void findsAnAttributeBehindOnesOfOddLength() {
        NetlinkMessage message = NetlinkBytes.route(1)
                .attribute(99, new byte[3])
                .address(5, "192.0.2.9")
                .message();
        assertEquals(Optional.of(NetlinkBytes.ip("192.0.2.9")), message.address(12, 5));
        assertEquals(Optional.empty(), message.attribute(12, 7));
    }

    @Test
    void ignoresTheFlagsInAnAttributesType() {
        NetlinkMessage message =
                NetlinkBytes.route(1).address(0x8000 | 5, "2001:db8::1").message();
        assertEquals(Optional.of(NetlinkBytes.ip("2001:db8::1")), message.address(12, 5));
    }

    @Test
    void hasNoAddressInOtherLengths() {
        assertEquals(
                Optional.empty(),
                NetlinkBytes.route(1).attribute(5, new byte[6]).message().address(12, 5));
    }

    @Test
    void survivesEveryTruncation() {
        byte[] whole = NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, "192.0.2.1", 2, "020000000001")
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            assertTrue(read(Arrays.copyOf(whole, length), length).isEmpty());
        }
    }

    @Test
    void stopsAtAttributesThatClaimTooMuch() {
        NetlinkMessage message = NetlinkBytes.route(1).attribute(5, new byte[4]).message();
        message.body().putShort(12, (short) 200);
        assertEquals(Optional.empty(), message.attribute(12, 5));
        message.body().putShort(12, (short) 0);
        assertEquals(Optional.empty(), message.attribute(12, 5));
    }

    @Test
    void readsNothingBehindItsEnd() {
        NetlinkMessage empty = new NetlinkBytes(NetlinkMessage.NEW_LINK, 0, "").message();
        assertEquals(0, empty.uint8(0) + empty.uint16(0) + empty.int32(0));
    }

    @Test
    void hasNoNumberInFewerThanFourBytes() {
        assertEquals(
                Optional.empty(),
                NetlinkBytes.route(1).attribute(4, new byte[3]).message().number(12, 4));
    }

    @Test
    void tellsADumpThatWasInterrupted() {
        assertTrue(NetlinkBytes.route(1).flags(0x12).message().interrupted());
        assertFalse(NetlinkBytes.route(1).flags(0x02).message().interrupted());
    }
}
