package org.gatewatch.link.internal.route;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.gatewatch.link.internal.kernel.NetlinkMessage;

/**
 * Tells whether a change of a route can concern any path: a router with a full table changes routes all the time, and asking
 * for 10,000 paths each time costs a fifth of a core. The addresses are sorted only when a route changes; where none does,
 * nothing is kept. Owned by the netlink thread.
 */
final class Destinations {
    private static final int ROUTE_FIXED_BYTES = 12;
    private static final int PREFIX_BITS_OFFSET = 1;
    private static final int PREFIX = 1;
    /** IPv4 first, then by the bytes: those of one prefix are neighbours. */
    private static final Comparator<byte[]> ORDER =
            Comparator.<byte[]>comparingInt(address -> address.length).thenComparing(Arrays::compareUnsigned);

    private final FollowedPaths paths;
    private Optional<byte[][]> sorted = Optional.empty();

    Destinations(FollowedPaths paths) {
        this.paths = paths;
    }

    /** Paths may have come or gone. To be called after paths are asked for and before the next message is read. */
    void forget() {
        sorted = Optional.empty();
    }

    /** False only for a route to a prefix that holds no destination: true for rules, next-hop objects and default routes. */
    boolean concernedBy(NetlinkMessage change) {
        boolean route = change.type() == NetlinkMessage.NEW_ROUTE || change.type() == NetlinkMessage.DELETE_ROUTE;
        return !route
                || change.address(ROUTE_FIXED_BYTES, PREFIX)
                        .map(prefix -> anyWithin(prefix.getAddress(), change.uint8(PREFIX_BITS_OFFSET)))
                        .orElse(true);
    }

    /** The kernel's prefixes are zero behind their last bit, so the first address in one is not before it. */
    private boolean anyWithin(byte[] prefix, int bits) {
        byte[][] all = sorted();
        int found = Arrays.binarySearch(all, prefix, ORDER);
        int next = found >= 0 ? found : -found - 1;
        return next < all.length && isWithin(all[next], prefix, Math.min(bits, prefix.length * Byte.SIZE));
    }

    private static boolean isWithin(byte[] address, byte[] prefix, int bits) {
        int bytes = bits / Byte.SIZE;
        if (address.length != prefix.length || !Arrays.equals(address, 0, bytes, prefix, 0, bytes)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[bytes] ^ prefix[bytes]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }

    private byte[][] sorted() {
        if (sorted.isEmpty()) {
            sorted = Optional.of(paths.all().stream()
                    .map(LivePath::destination)
                    .map(InetAddress::getAddress)
                    .sorted(ORDER)
                    .toArray(byte[][]::new));
        }
        return sorted.get();
    }
}
