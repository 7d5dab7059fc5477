package org.gatewatch.link.internal.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** A socket to the kernel's routing tables. Used by one thread. */
public final class NetlinkSocket implements AutoCloseable {
    private static final int NETLINK_ROUTE = 0;
    /** The kernel builds dumps in pieces of at most 32 KiB. */
    private static final int BUFFER_BYTES = 64 << 10;
    /** A burst of route changes must fit; what does not is answered with ENOBUFS and a full look at everything. */
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final int descriptor;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /**
     * Opens a socket.
     *
     * @param groups RTMGRP_… to subscribe to; 0 for questions and answers
     */
    public NetlinkSocket(int groups) throws IOException {
        descriptor = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, NETLINK_ROUTE);
        check(descriptor, "netlink socket");
        // the kernel answers within the call that asks; the timeout only keeps a surprise from hanging the thread
        byte[] oneSecond = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putLong(1)
                .putLong(0)
                .array();
        Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, oneSecond, oneSecond.length);
        byte[] size = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(RECEIVE_BUFFER_BYTES)
                .array();
        Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUF, size, size.length);
        byte[] address = address(groups);
        if (Libc.bind(descriptor, address, address.length) < 0) {
            IOException failure = new IOException("bind netlink socket: errno " + Libc.errno());
            close();
            throw failure;
        }
    }

    int descriptor() {
        return descriptor;
    }

    public void send(byte[] request) throws IOException {
        byte[] kernel = address(0);
        check(Libc.sendto(descriptor, request, request.length, 0, kernel, kernel.length), "netlink request");
    }

    /**
     * Reads a whole table.
     *
     * @return false when the kernel could not hand it out in one piece: rows may be missing, and it must be read again
     */
    boolean dump(int type, int sequence, Consumer<NetlinkMessage> rows) throws IOException {
        send(NetlinkRequest.dump(type, sequence).bytes());
        NetlinkDump dump = new NetlinkDump(sequence, rows);
        while (!dump.ended()) {
            receive(0, dump);
        }
        return dump.whole();
    }

    /** Waits for one datagram and hands out its messages. */
    public void receive(int flags, Consumer<NetlinkMessage> consumer) throws IOException {
        long length = Libc.recv(descriptor, buffer, buffer.length, flags);
        check(length, "netlink answer");
        NetlinkMessage.forEach(buffer, (int) length, consumer);
    }

    /**
     * Hands out all messages that are waiting.
     *
     * @return false when the kernel had to throw messages away
     */
    boolean drain(Consumer<NetlinkMessage> consumer) throws IOException {
        boolean whole = true;
        while (true) {
            long length = Libc.recv(descriptor, buffer, buffer.length, Libc.MSG_DONTWAIT);
            if (length >= 0) {
                NetlinkMessage.forEach(buffer, (int) length, consumer);
            } else if (Libc.errno() == Libc.ENOBUFS) {
                whole = false;
            } else if (Libc.errno() == Libc.EAGAIN) {
                return whole;
            } else {
                check(length, "netlink event");
            }
        }
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }

    private static byte[] address(int groups) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.nativeOrder())
                .putShort((short) Libc.AF_NETLINK)
                .putShort((short) 0)
                .putInt(0)
                .putInt(groups)
                .array();
    }

    private static void check(long result, String what) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": errno " + Libc.errno());
        }
    }
}
