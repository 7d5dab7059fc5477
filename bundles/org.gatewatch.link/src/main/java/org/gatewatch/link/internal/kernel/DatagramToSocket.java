package org.gatewatch.link.internal.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message to a Unix datagram socket, which Java cannot send. */
public final class DatagramToSocket {
    private static final int FAMILY_BYTES = 2;

    private DatagramToSocket() {}

    /**
     * Sends without waiting; a receiver that is not there or is full gets nothing.
     *
     * @param name of the socket as systemd writes it: a path, or {@code @} and an abstract name
     * @return whether the receiver has it
     */
    public static boolean send(String name, String message) {
        int descriptor = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            return false;
        }
        byte[] data = message.getBytes(StandardCharsets.UTF_8);
        byte[] address = address(name);
        long sent = Libc.sendto(descriptor, data, data.length, Libc.MSG_DONTWAIT, address, address.length);
        int unused = Libc.close(descriptor);
        return sent == data.length;
    }

    /** struct sockaddr_un, unix(7): an abstract name begins with a zero octet and has no end but its length. */
    static byte[] address(String name) {
        boolean isAbstract = name.startsWith("@");
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (isAbstract) {
            text[0] = 0;
        }
        return ByteBuffer.allocate(FAMILY_BYTES + text.length + (isAbstract ? 0 : 1))
                .order(ByteOrder.nativeOrder())
                .putShort((short) Libc.AF_UNIX)
                .put(text)
                .array();
    }
}
