package org.gatewatch.link.internal.route;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Libc;
import org.gatewatch.link.internal.kernel.SocketAddresses;

/**
 * Hands whole IP packets to the kernel's own stack: to this host itself (what is injected on {@code lo} is dropped as
 * martian), and on interfaces whose frames we cannot make. Other than frames, these packets pass netfilter and IPsec
 * policies. Opened and closed by the netlink thread, used by whoever sends.
 *
 * <p>The kernel gives the number of a closed descriptor to the next file or connection of this process, so a late sender
 * would write into it. Closing therefore waits for those who are sending, and turns away those who come later.
 */
final class StackSocket implements SendSocket {
    /** Stands for "I bring the IP header", of either family (raw(7)). */
    private static final int IPPROTO_RAW = 255;

    /** Added to the number of senders by closing: it stays negative from then on. */
    private static final int CLOSED = Integer.MIN_VALUE / 2;

    private static final long SENDING_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final int descriptor;
    private final int flags;
    /** How many are sending now. No lock: senders never wait for each other or for the close, and allocate nothing. */
    private final AtomicInteger senders = new AtomicInteger();

    private StackSocket(int descriptor, int flags) {
        this.descriptor = descriptor;
        this.flags = flags;
    }

    /** To this host only: should an address stop being ours at this very moment, no gateway gets the packet. */
    static StackSocket local(boolean four) throws IOException {
        // bound to lo it would not reach the addresses of other interfaces
        return new StackSocket(open(four), Libc.MSG_DONTWAIT | Libc.MSG_DONTROUTE);
    }

    /** Through one interface only, by its number: one that comes back under the same name is another. */
    static StackSocket bound(boolean four, int interfaceIndex) throws IOException {
        StackSocket socket = new StackSocket(open(four), Libc.MSG_DONTWAIT);
        byte[] index = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(interfaceIndex)
                .array();
        if (Libc.setsockopt(socket.descriptor, Libc.SOL_SOCKET, Libc.SO_BINDTOIFINDEX, index, index.length) != 0) {
            IOException failure = new IOException("bind to interface: errno " + Libc.errno());
            socket.close();
            throw failure;
        }
        return socket;
    }

    private static int open(boolean four) throws IOException {
        int descriptor = Libc.socket(
                four ? Libc.AF_INET : Libc.AF_INET6,
                Libc.SOCK_RAW | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK,
                IPPROTO_RAW);
        if (descriptor < 0) {
            throw new IOException("raw socket: errno " + Libc.errno());
        }
        return descriptor;
    }

    /** What sends to one destination; of the same destination always an equal one. */
    Transmitter to(InetAddress destination) {
        return new To(this, destination, SocketAddresses.of(destination, 0));
    }

    /** Not a record: its address is an array, which records compare by identity. */
    private static final class To implements Transmitter {
        private final StackSocket socket;
        private final InetAddress destination;
        private final byte[] address;

        To(StackSocket socket, InetAddress destination, byte[] address) {
            this.socket = socket;
            this.destination = destination;
            this.address = address;
        }

        @Override
        public SendResult send(byte[] packet) {
            return socket.send(packet, address);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof To that && socket == that.socket && destination.equals(that.destination);
        }

        @Override
        public int hashCode() {
            return destination.hashCode();
        }
    }

    private SendResult send(byte[] packet, byte[] address) {
        try {
            if (senders.incrementAndGet() < 0) {
                return SendResult.INTERFACE_DOWN; // as a closed FrameSocket says
            }
            long sent = Libc.sendto(descriptor, packet, packet.length, flags, address, address.length);
            return sent >= 0 ? SendResult.SENT : reason(Libc.errno());
        } finally {
            senders.decrementAndGet();
        }
    }

    static SendResult reason(int errno) {
        return switch (errno) {
            case Libc.ENODEV, Libc.ENETDOWN -> SendResult.INTERFACE_DOWN;
            case Libc.ENETUNREACH, Libc.EHOSTUNREACH -> SendResult.NO_ROUTE;
            case Libc.EMSGSIZE -> SendResult.TOO_BIG;
            default -> SendResult.SEND_ERROR;
        };
    }

    /** Waits for those who are sending: microseconds, since no send waits. */
    @Override
    public void close() {
        if (senders.getAndUpdate(count -> count < 0 ? count : count + CLOSED) < 0) {
            return;
        }
        while (senders.get() != CLOSED) {
            LockSupport.parkNanos(this, SENDING_NANOS);
        }
        Libc.close(descriptor);
    }
}
