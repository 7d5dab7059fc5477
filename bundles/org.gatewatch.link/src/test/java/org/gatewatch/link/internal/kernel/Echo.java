package org.gatewatch.link.internal.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gatewatch.link.Way;

/** Frames with one echo request of 8 bytes. */
public final class Echo {
    private Echo() {}

    public static byte[] frame(Way way, InetAddress to, int id) {
        byte[] packet = to.getAddress().length == 4 ? four(way, to, id) : six(way, to, id);
        byte[] frame = new byte[way.header().length() + packet.length];
        way.header().writeTo(frame);
        System.arraycopy(packet, 0, frame, way.header().length(), packet.length);
        return frame;
    }

    private static byte[] four(Way way, InetAddress to, int id) {
        ByteBuffer packet = ByteBuffer.allocate(28);
        packet.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) 28)
                .putInt(0)
                .put((byte) 64)
                .put((byte) 1);
        packet.position(12);
        packet.put(way.source().getAddress()).put(to.getAddress()).put((byte) 8).position(24);
        packet.putShort((short) id);
        packet.putShort(10, sum(packet, 0, 20, 0));
        return packet.putShort(22, sum(packet, 20, 28, 0)).array();
    }

    private static byte[] six(Way way, InetAddress to, int id) {
        ByteBuffer packet = ByteBuffer.allocate(48);
        packet.putInt(6 << 28).putShort((short) 8).put((byte) 58).put((byte) 64);
        packet.put(way.source().getAddress())
                .put(to.getAddress())
                .put((byte) 128)
                .position(44);
        packet.putShort((short) id);
        return packet.putShort(42, sum(packet, 8, 48, 8 + 58)).array();
    }

    private static short sum(ByteBuffer packet, int start, int end, int pseudo) {
        int sum = pseudo;
        for (int i = start; i < end; i += Short.BYTES) {
            sum += Short.toUnsignedInt(packet.getShort(i));
        }
        sum = (sum >>> 16) + (sum & 0xffff);
        return (short) ~((sum >>> 16) + sum);
    }
}
