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

    /**
     * A channel in a chain of those whose addresses share a bucket; the last one's next is null. It has the address
     * itself: with thousands of channels each further object is a cache miss.
     */
    record Node(long high, long low, Recogniser channel, Node next) {
        boolean is(long otherHigh, long otherLow) {
            return high == otherHigh && low == otherLow;
        }
    }

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
    }

    /**
     * Where the channels of an address are, among others; null when there are none: an {@code Optional} would be one
     * object for each packet.
     */
    Node chain(long high, long low) {
        AtomicReferenceArray<Node> now = buckets;
        return now.get(index(high, low, now.length()));
    }

    boolean expectsParts(long high, long low) {
        for (Node node = chain(high, low); node != null; node = node.next()) {
            if (node.is(high, low) && node.channel().isLarge()) {
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
        Address address = channel.address();
        put(buckets, address.high(), address.low(), channel);
    }

    /** Forgets a channel, if it is there. */
    synchronized void remove(Recogniser channel) {
        Address address = channel.address();
        int index = index(address.high(), address.low(), buckets.length());
        Node kept = null;
        boolean found = false;
        for (Node node = buckets.get(index); node != null; node = node.next()) {
            if (node.channel() == channel) {
                found = true;
            } else {
                kept = new Node(node.high(), node.low(), node.channel(), kept);
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
                put(wider, node.high(), node.low(), node.channel());
            }
        }
        buckets = wider;
    }

    private static void put(AtomicReferenceArray<Node> buckets, long high, long low, Recogniser channel) {
        int index = index(high, low, buckets.length());
        buckets.set(index, new Node(high, low, channel, buckets.get(index)));
    }

    /** Spreads neighbouring addresses; the length is a power of two. */
    private static int index(long high, long low, int length) {
        long mixed = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 32) & length - 1;
    }
}
