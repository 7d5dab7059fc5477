package org.gatewatch.link.internal.kernel;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A link address of at most 8 bytes. */
public record Mac(long value, int length) {
    public static final Mac NONE = new Mac(0, 0);

    static Mac of(ByteBuffer content) {
        if (content.remaining() > Long.BYTES) {
            return NONE; // InfiniBand and the like, whose frames we do not make
        }
        long value = 0;
        for (byte part : NetlinkMessage.bytes(content)) {
            value = value << 8 | (part & 0xff);
        }
        return new Mac(value, content.remaining());
    }

    public byte[] bytes() {
        byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return Arrays.copyOfRange(all, Long.BYTES - length, Long.BYTES);
    }
}
