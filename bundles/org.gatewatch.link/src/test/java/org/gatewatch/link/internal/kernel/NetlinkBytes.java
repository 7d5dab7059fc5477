package org.gatewatch.link.internal.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes messages as the kernel would. */
public final class NetlinkBytes {
    private final ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

    /** Starts a message: its type, sequence number and the fixed part in hexadecimal. */
    public NetlinkBytes(int type, int sequence, String fixed) {
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(sequence)
                .putInt(0);
        buffer.put(HexFormat.of().parseHex(fixed.replace(" ", "")));
    }

    public static NetlinkBytes device(int index, String name, int flags, int hardwareType, String mac) {
        NetlinkBytes message = device(NetlinkMessage.NEW_LINK, index, name);
        message.buffer.putShort(18, (short) hardwareType).putInt(24, flags);
        message.number(4, 1400);
        return mac.isEmpty() ? message : message.attribute(1, HexFormat.of().parseHex(mac));
    }

    public static NetlinkBytes device(int type, int index, String name) {
        NetlinkBytes message = new NetlinkBytes(type, 0, "00".repeat(16));
        message.buffer.putInt(20, index);
        return message.attribute(3, (name + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    public static NetlinkBytes neighbour(int type, int index, String address, int state, String mac) {
        NetlinkBytes message = new NetlinkBytes(type, 0, "00".repeat(12));
        message.buffer.putInt(20, index).putShort(24, (short) state);
        message.address(1, address);
        return mac.isEmpty() ? message : message.attribute(2, HexFormat.of().parseHex(mac));
    }

    public static NetlinkBytes route(int routeType) {
        NetlinkBytes message = new NetlinkBytes(NetlinkMessage.NEW_ROUTE, 1, "00".repeat(12));
        message.buffer.put(16 + 7, (byte) routeType);
        return message;
    }

    public static NetlinkBytes localAddress(int index, String address, int flags) {
        return address(NetlinkMessage.NEW_ADDRESS, index, address, flags);
    }

    public static NetlinkBytes address(int type, int index, String address, int flags) {
        NetlinkBytes message = new NetlinkBytes(type, 0, "00".repeat(8));
        message.buffer.putInt(20, index);
        return message.address(1, address).number(8, flags);
    }

    /** NLM_F_…. */
    NetlinkBytes flags(int flags) {
        buffer.putShort(6, (short) flags);
        return this;
    }

    public NetlinkBytes attribute(int type, byte[] content) {
        buffer.putShort((short) (4 + content.length)).putShort((short) type).put(content);
        buffer.position((buffer.position() + 3) & ~3);
        return this;
    }

    public NetlinkBytes number(int type, int value) {
        return attribute(
                type,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    public NetlinkBytes address(int type, String address) {
        return attribute(type, ip(address).getAddress());
    }

    /** An address literal; asks no name server. */
    public static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    public byte[] bytes() {
        byte[] bytes = new byte[buffer.position()];
        buffer.putInt(0, bytes.length).get(0, bytes);
        return bytes;
    }

    /** The message, read back. */
    public NetlinkMessage message() {
        List<NetlinkMessage> messages = new ArrayList<>();
        NetlinkMessage.forEach(bytes(), buffer.position(), messages::add);
        return messages.get(0);
    }
}
