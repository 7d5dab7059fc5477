package org.gatewatch.link.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatewatch.link.internal.KernelTables.Device;
import org.gatewatch.link.internal.KernelTables.NextHop;

/**
 * Makes the kernel look for a neighbour by sending it one ordinary echo request through the kernel's own stack. That
 * needs CAP_NET_RAW only, where writing the neighbour table would need CAP_NET_ADMIN. Owned by the netlink thread.
 */
final class NeighbourNudge {
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    /** An echo request with identifier, sequence and data all zero; its IPv4 checksum. The kernel fills in ICMPv6's. */
    private static final byte[] ECHO4 = {8, 0, (byte) 0xf7, (byte) 0xff, 0, 0, 0, 0};

    private static final byte[] ECHO6 = {(byte) 128, 0, 0, 0, 0, 0, 0, 0};
    /** More unresolved neighbours than this take turns. */
    private static final int MAX_EACH_SECOND = 256;

    private final Map<NextHop, Long> lastNanos = new HashMap<>();
    private long secondStartNanos = Long.MIN_VALUE / 2;
    private int sentThisSecond;

    /** Sends unless this neighbour was nudged less than a spacing ago. */
    void nudge(NextHop hop, Device device, long spacingNanos, long nowNanos) {
        Long last = lastNanos.get(hop);
        if ((last != null && nowNanos - last < spacingNanos) || !budgetLeft(nowNanos)) {
            return;
        }
        lastNanos.put(hop, nowNanos);
        send(hop, device);
    }

    /** Forgets all neighbours but these. */
    void keepOnly(Set<NextHop> hops) {
        lastNanos.keySet().retainAll(hops);
    }

    private boolean budgetLeft(long nowNanos) {
        if (nowNanos - secondStartNanos >= TimeUnit.SECONDS.toNanos(1)) {
            secondStartNanos = nowNanos;
            sentThisSecond = 0;
        }
        return sentThisSecond++ < MAX_EACH_SECOND;
    }

    /** A failure needs no word: the neighbour stays unresolved, which is shown, and we come again in a second. */
    private static void send(NextHop hop, Device device) {
        byte[] address = hop.address().getAddress();
        boolean four = address.length == 4;
        int socket = Libc.socket(
                four ? Libc.AF_INET : Libc.AF_INET6,
                Libc.SOCK_RAW | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK,
                four ? IPPROTO_ICMP : IPPROTO_ICMPV6);
        if (socket < 0) {
            return;
        }
        byte[] name = (device.name() + "\0").getBytes(StandardCharsets.US_ASCII);
        if (Libc.setsockopt(socket, Libc.SOL_SOCKET, Libc.SO_BINDTODEVICE, name, name.length) == 0) {
            byte[] target = socketAddress(hop);
            byte[] echo = four ? ECHO4 : ECHO6;
            Libc.sendto(socket, echo, echo.length, 0, target, target.length);
        }
        Libc.close(socket);
    }

    /** struct sockaddr_in or sockaddr_in6; the scope makes link-local routers work. */
    private static byte[] socketAddress(NextHop hop) {
        byte[] address = hop.address().getAddress();
        if (address.length == 4) {
            return buffer(16, Libc.AF_INET).putShort((short) 0).put(address).array();
        }
        return buffer(28, Libc.AF_INET6)
                .putShort((short) 0)
                .putInt(0)
                .put(address)
                .putInt(hop.interfaceIndex())
                .array();
    }

    private static ByteBuffer buffer(int bytes, int family) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder()).putShort((short) family);
    }
}
