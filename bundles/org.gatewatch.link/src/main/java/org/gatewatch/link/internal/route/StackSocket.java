package org.gatewatch.link.internal.route;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Libc;
import org.gatewatch.link.internal.kernel.SocketAddresses;

/**
 * Hands whole IP packets to the kernel's own stack: to this host itself (what is injected on {@code lo} is dropped as
 * martian), and on interfaces whose frames we cannot make. Other than frames, these packets pass netfilter and IPsec
 * policies. Opened and closed by the netlink thread, used by whoever sends.
 */
final class StackSocket implements SendSocket {
    /** Stands for "I bring the IP header", of either family (raw(7)). */
    private static final int IPPROTO_RAW = 255;

    private final int descriptor;
    private final int flags;

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
            long sent = Libc.sendto(socket.descriptor, packet, packet.length, socket.flags, address, address.length);
            return sent >= 0 ? SendResult.SENT : reason(Libc.errno());
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

    static SendResult reason(int errno) {
        return switch (errno) {
            case Libc.ENODEV, Libc.ENETDOWN -> SendResult.INTERFACE_DOWN;
            case Libc.ENETUNREACH, Libc.EHOSTUNREACH -> SendResult.NO_ROUTE;
            case Libc.EMSGSIZE -> SendResult.TOO_BIG;
            default -> SendResult.SEND_ERROR;
        };
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
