package org.gatewatch.link.internal.route;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.Libc;
import org.gatewatch.link.internal.kernel.NextHop;
import org.gatewatch.link.internal.kernel.SocketAddresses;

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

    private static final long DOUBT_SPACING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<NextHop, Long> lastNanos = new HashMap<>();
    private final Map<NextHop, Long> lastDoubtNanos = new HashMap<>();
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

    /**
     * Asks the segment for a neighbour that the kernel still believes in, unless that was done less than a second ago.
     * The kernel would ask only the old link address, for 8 seconds and more; it takes this answer for its own.
     */
    void doubt(NextHop hop, Consumer<NextHop> ask, long nowNanos) {
        Long last = lastDoubtNanos.get(hop);
        if ((last == null || nowNanos - last >= DOUBT_SPACING_NANOS) && budgetLeft(nowNanos)) {
            lastDoubtNanos.put(hop, nowNanos);
            ask.accept(hop);
        }
    }

    /** Forgets all neighbours but these. */
    void keepOnly(Set<NextHop> hops) {
        lastNanos.keySet().retainAll(hops);
        lastDoubtNanos.keySet().retainAll(hops);
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
            byte[] target =
                    SocketAddresses.of(hop.address(), hop.interfaceIndex()); // the scope: for link-local routers
            byte[] echo = four ? ECHO4 : ECHO6;
            Libc.sendto(socket, echo, echo.length, 0, target, target.length);
        }
        Libc.close(socket);
    }
}
