package org.gatewatch.link.internal.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Waits for changes of the kernel's tables, or to be woken by another thread. Owned by the netlink thread. */
public final class NetlinkEvents implements AutoCloseable {
    /** RTMGRP_…: link, neighbours; IPv4 addresses, routes, rules; IPv6 addresses, routes, rules; next-hop objects. */
    private static final int GROUPS = 0x1 | 0x4 | 0x10 | 0x40 | 0x80 | 0x100 | 0x400 | 0x40000 | 0x80000000;

    private static final int EFD_FLAGS = Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC;
    private static final byte[] ONE =
            ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(1).array();

    private final NetlinkSocket socket = new NetlinkSocket(GROUPS);
    private final int wakeDescriptor;
    private final Object lock = new Object();
    private boolean closed; // guarded by lock

    public NetlinkEvents() throws IOException {
        wakeDescriptor = Libc.eventfd(0, EFD_FLAGS);
        if (wakeDescriptor < 0) {
            socket.close();
            throw new IOException("eventfd: errno " + Libc.errno());
        }
    }

    /** Waits until something changed, somebody called {@link #wake()} or time is over. */
    public void await(int timeoutMillis) {
        byte[] descriptors = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putInt(socket.descriptor())
                .putShort(Libc.POLLIN)
                .putShort((short) 0)
                .putInt(wakeDescriptor)
                .putShort(Libc.POLLIN)
                .putShort((short) 0)
                .array();
        Libc.poll(descriptors, 2, timeoutMillis); // a signal ends it early, which does no harm
        Libc.read(wakeDescriptor, new byte[8], 8);
    }

    /** See {@link NetlinkSocket#drain}. */
    public boolean drain(Consumer<NetlinkMessage> consumer) throws IOException {
        return socket.drain(consumer);
    }

    /** Ends the wait. Any thread. */
    public void wake() {
        synchronized (lock) { // the number of a closed descriptor may already be somebody else's
            if (!closed) {
                Libc.write(wakeDescriptor, ONE, ONE.length);
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            Libc.close(wakeDescriptor);
        }
        socket.close();
    }
}
