package org.gatewatch.link.internal.route;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.Libc;
import org.gatewatch.link.internal.kernel.NextHop;
import org.gatewatch.link.internal.kernel.SocketAddresses;

/**
 * Asks for neighbours, a limited number each second: those that are unresolved or age, and those that somebody doubts.
 * Who waited longest is asked first, so that many take turns. Owned by the netlink thread.
 */
final class NeighbourNudge {
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    /** An echo request with identifier, sequence and data all zero; its IPv4 checksum. The kernel fills in ICMPv6's. */
    private static final byte[] ECHO4 = {8, 0, (byte) 0xf7, (byte) 0xff, 0, 0, 0, 0};

    private static final byte[] ECHO6 = {(byte) 128, 0, 0, 0, 0, 0, 0, 0};
    /** More neighbours than this take turns. */
    private static final int MAX_EACH_SECOND = 256;

    private static final long DOUBT_SPACING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Question, Long> lastNanos = new HashMap<>();
    /** In the order in which they came; asking again changes no one's place. */
    private final Map<Question, Consumer<NextHop>> waiting = new LinkedHashMap<>();

    private long secondStartNanos = Long.MIN_VALUE / 2;
    private int askedThisSecond;

    private enum Kind {
        NUDGE,
        DOUBT
    }

    private record Question(NextHop hop, Kind kind) {}

    /** Lets a neighbour wait to be looked for, unless it was less than a spacing ago. */
    void nudge(NextHop hop, Consumer<NextHop> ask, long spacingNanos, long nowNanos) {
        enqueue(new Question(hop, Kind.NUDGE), ask, spacingNanos, nowNanos);
    }

    /** It is resolved: it need not be looked for. */
    void settled(NextHop hop) {
        if (!waiting.isEmpty()) {
            waiting.remove(new Question(hop, Kind.NUDGE));
        }
    }

    /**
     * Lets a neighbour that the kernel still believes in wait to be asked for by asking its segment, unless that was done
     * less than a second ago. The kernel would ask only the old link address, for 8 seconds and more; it takes this answer
     * for its own.
     */
    void doubt(NextHop hop, Consumer<NextHop> ask, long nowNanos) {
        enqueue(new Question(hop, Kind.DOUBT), ask, DOUBT_SPACING_NANOS, nowNanos);
    }

    private void enqueue(Question question, Consumer<NextHop> ask, long spacingNanos, long nowNanos) {
        Long last = lastNanos.get(question);
        if (last == null || nowNanos - last >= spacingNanos) {
            waiting.put(question, ask);
        }
    }

    /** Asks for those who wait, as many as this second still allows. */
    void askWaiting(long nowNanos) {
        if (nowNanos - secondStartNanos >= TimeUnit.SECONDS.toNanos(1)) {
            secondStartNanos = nowNanos;
            askedThisSecond = 0;
        }
        Iterator<Map.Entry<Question, Consumer<NextHop>>> next =
                waiting.entrySet().iterator();
        while (next.hasNext() && askedThisSecond < MAX_EACH_SECOND) {
            Map.Entry<Question, Consumer<NextHop>> first = next.next();
            Question question = first.getKey();
            lastNanos.put(question, nowNanos);
            first.getValue().accept(question.hop());
            askedThisSecond++;
            next.remove();
        }
    }

    /** Whether some wait for the next second. */
    boolean anyWaiting() {
        return !waiting.isEmpty();
    }

    /** Forgets all neighbours but these. */
    void keepOnly(Set<NextHop> hops) {
        lastNanos.keySet().removeIf(question -> !hops.contains(question.hop()));
        waiting.keySet().removeIf(question -> !hops.contains(question.hop()));
    }

    /**
     * Makes the kernel look for a neighbour by sending it one ordinary echo request through the kernel's own stack. That
     * needs CAP_NET_RAW only, where writing the neighbour table would need CAP_NET_ADMIN. A failure needs no word: the
     * neighbour stays unresolved, which is shown, and we come again in a second.
     */
    static void sendEcho(NextHop hop, Device device) {
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
