package org.gatewatch.link.internal.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One message of rtnetlink (RFC 3549; linux/rtnetlink.h): header fields, a fixed part that depends on the type, and
 * attributes. All numbers are in the host's byte order, all addresses in network byte order. What lies behind the end of a
 * message that is too short reads as zero or absent.
 *
 * @param type RTM_… or NLMSG_…
 * @param flags NLM_F_…
 * @param sequence number of the request that it answers
 * @param body everything after the 16 bytes of header
 */
public record NetlinkMessage(int type, int flags, int sequence, ByteBuffer body) {
    public static final int ERROR = 2;
    static final int DONE = 3;
    static final int NEW_LINK = 16;
    public static final int DELETE_LINK = 17;
    static final int GET_LINK = 18;
    static final int NEW_ADDRESS = 20;
    public static final int DELETE_ADDRESS = 21;
    static final int GET_ADDRESS = 22;
    public static final int NEW_ROUTE = 24;
    public static final int DELETE_ROUTE = 25;
    static final int GET_ROUTE = 26;
    public static final int NEW_NEIGHBOUR = 28;
    public static final int DELETE_NEIGHBOUR = 29;
    static final int GET_NEIGHBOUR = 30;

    private static final int DUMP_INTERRUPTED = 0x10;
    private static final int HEADER_BYTES = 16;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int ATTRIBUTE_TYPE_MASK = 0x3fff;

    /** Hands every whole message of a datagram to a consumer. */
    public static void forEach(byte[] datagram, int length, Consumer<NetlinkMessage> consumer) {
        int start = 0;
        ByteBuffer all = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        while (start + HEADER_BYTES <= length) {
            int messageBytes = all.getInt(start);
            if (messageBytes < HEADER_BYTES || messageBytes > length - start) {
                return;
            }
            ByteBuffer body = slice(all, start + HEADER_BYTES, messageBytes - HEADER_BYTES);
            consumer.accept(new NetlinkMessage(
                    Short.toUnsignedInt(all.getShort(start + 4)),
                    Short.toUnsignedInt(all.getShort(start + 6)),
                    all.getInt(start + 8),
                    body));
            start += aligned(messageBytes);
        }
    }

    /** The table changed while it was read, so rows may be missing. */
    boolean interrupted() {
        return (flags & DUMP_INTERRUPTED) != 0;
    }

    public int uint8(int offset) {
        return has(offset, Byte.BYTES) ? Byte.toUnsignedInt(body.get(offset)) : 0;
    }

    int uint16(int offset) {
        return has(offset, Short.BYTES) ? Short.toUnsignedInt(body.getShort(offset)) : 0;
    }

    int int32(int offset) {
        return has(offset, Integer.BYTES) ? body.getInt(offset) : 0;
    }

    private boolean has(int offset, int bytes) {
        return offset + bytes <= body.limit();
    }

    /** An attribute that is a 32-bit number. */
    public Optional<Integer> number(int fixedBytes, int wanted) {
        return attribute(fixedBytes, wanted)
                .filter(content -> content.remaining() >= Integer.BYTES)
                .map(content -> content.getInt(0));
    }

    /**
     * The content of an attribute.
     *
     * @param fixedBytes length of the fixed part in front of the attributes
     */
    public Optional<ByteBuffer> attribute(int fixedBytes, int wanted) {
        int start = fixedBytes;
        while (start + ATTRIBUTE_HEADER_BYTES <= body.limit()) {
            int attributeBytes = Short.toUnsignedInt(body.getShort(start));
            if (attributeBytes < ATTRIBUTE_HEADER_BYTES || start + attributeBytes > body.limit()) {
                return Optional.empty();
            }
            if ((body.getShort(start + 2) & ATTRIBUTE_TYPE_MASK) == wanted) {
                return Optional.of(
                        slice(body, start + ATTRIBUTE_HEADER_BYTES, attributeBytes - ATTRIBUTE_HEADER_BYTES));
            }
            start += aligned(attributeBytes);
        }
        return Optional.empty();
    }

    public Optional<InetAddress> address(int fixedBytes, int wanted) {
        return attribute(fixedBytes, wanted).flatMap(NetlinkMessage::address);
    }

    /** 4 or 16 bytes as an address; empty for anything else. */
    public static Optional<InetAddress> address(ByteBuffer content) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes(content)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(content.position(), bytes);
        return bytes;
    }

    private static ByteBuffer slice(ByteBuffer buffer, int start, int length) {
        return buffer.slice(start, length).order(ByteOrder.nativeOrder());
    }

    private static int aligned(int length) {
        return (length + 3) & ~3;
    }
}
