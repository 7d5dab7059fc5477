package org.gatewatch.link.internal.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes struct sockaddr_in and sockaddr_in6, with port 0. */
public final class SocketAddresses {
    private SocketAddresses() {}

    /**
     * An address as the kernel takes it.
     *
     * @param scope the interface of a link-local IPv6 address, 0 for others
     */
    public static byte[] of(InetAddress ip, int scope) {
        byte[] address = ip.getAddress();
        return address.length == 4
                ? buffer(16, Libc.AF_INET).putShort((short) 0).put(address).array()
                : buffer(28, Libc.AF_INET6)
                        .putShort((short) 0)
                        .putInt(0)
                        .put(address)
                        .putInt(scope)
                        .array();
    }

    private static ByteBuffer buffer(int bytes, int family) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder()).putShort((short) family);
    }
}
