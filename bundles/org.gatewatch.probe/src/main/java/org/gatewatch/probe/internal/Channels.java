package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The open channels of one protocol by the address they ask. Any number of them, any number at one address. The capture
 * thread reads without a lock and without making an object; others write.
 */
final class Channels {
    private static final int LEAST_BUCKETS = 64;

    /** Chains are never changed, only replaced: whoever walks one sees it as it was. */
    private volatile AtomicReferenceArray<Node> buckets = new AtomicReferenceArray<>(LEAST_BUCKETS);

    private int size; // guarded by this

    /** A channel in a chain of those whose addresses share a bucket; the last one's next is null. */
    record Node(Recogniser channel, Node next) {}

    /**
     * An IP address as two numbers, so that captured ones are compared without making an object.
     *
     * @param high the first 8 bytes of an IPv6 address; {@link IpView#IPV4_HIGH} for IPv4
     * @param low the last 8 bytes; for IPv4 all 4
     */
    record Address(long high, long low) {
        static Address of(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == 4
                    ? new Address(IpView.IPV4_HIGH, BigEndian.int32(bytes, 0))
                    : new Address(BigEndian.int64(bytes, 0), BigEndian.int64(bytes, Long.BYTES));
        }

        boolean is(long otherHigh, long otherLow) {
            return high == otherHigh && low == otherLow;
        }
    }

    /**
     * Where the channels of an address are, among others; null when there are none: an {@code Optional} would be one
     * object for each packet.
     */
    Node chain(long high, long low) {
        AtomicReferenceArray<Node> now = buckets;
        return now.get(index(high, low, now.length()));
    }

    boolean includes(long high, long low) {
        for (Node node = chain(high, low); node != null; node = node.next()) {
            if (node.channel().address().is(high, low)) {
                return true;
            }
        }
        return false;
    }

    synchronized void add(Recogniser channel) {
        if (size == buckets.length()) {
            grow();
        }
        size++;
        put(buckets, channel);
    }

    /** Forgets a channel, if it is there. */
    synchronized void remove(Recogniser channel) {
        int index = index(channel.address(), buckets.length());
        Node kept = null;
        boolean found = false;
        for (Node node = buckets.get(index); node != null; node = node.next()) {
            if (node.channel() == channel) {
                found = true;
            } else {
                kept = new Node(node.channel(), kept);
            }
        }
        if (found) {
            buckets.set(index, kept);
            size--;
        }
    }

    private void grow() {
        AtomicReferenceArray<Node> wider = new AtomicReferenceArray<>(2 * buckets.length());
        for (int i = 0; i < buckets.length(); i++) {
            for (Node node = buckets.get(i); node != null; node = node.next()) {
                put(wider, node.channel());
            }
        }
        buckets = wider;
    }

    private static void put(AtomicReferenceArray<Node> buckets, Recogniser channel) {
        int index = index(channel.address(), buckets.length());
        buckets.set(index, new Node(channel, buckets.get(index)));
    }

    private static int index(Address address, int length) {
        return index(address.high(), address.low(), length);
    }

    /** Spreads neighbouring addresses; the length is a power of two. */
    private static int index(long high, long low, int length) {
        long mixed = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 32) & length - 1;
    }
}
