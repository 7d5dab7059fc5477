package org.gatewatch.probe.internal;

import java.util.BitSet;
import org.gatewatch.api.Packet;

/**
 * Which parts of one fragmented packet came. Of its bytes only the head is kept, of the others their sum: parts start at
 * multiples of 8 bytes, so that it is the packet's whatever order they come in (RFC 1071 section 2 (A)). Used
 * again for other packets; one thread.
 */
final class Reassembly {
    /** The longest headers in front of what authenticates a request: IPv6, fragment, TCP. */
    private static final int HEAD_BYTES = 128;

    private static final int UNIT_BYTES = 8;
    private static final int MAX_BYTES = Packet.MAX_SIZE_BYTES + SynExchange.HEADER_BYTES;
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final byte[] head = new byte[HEAD_BYTES];
    private final BitSet units = new BitSet(MAX_BYTES / UNIT_BYTES + 1);
    private int headBytes;
    private int wholeBytes;
    private long sum;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private long identification;
    private long startNanos = RequestWindow.NONE;
    private boolean done = true;

    /** What a fragment did to its packet. */
    enum Step {
        /** Nothing: more must come, or all came before. */
        WAITING,
        /** It was the last one missing. */
        COMPLETE,
        /** It is cut off or contradicts the others, so that nobody can trust any of them (RFC 5722). */
        BROKEN
    }

    /** Starts anew, with the packet of this fragment. */
    void start(IpView fragment, long stampNanos) {
        sourceHigh = fragment.sourceHigh();
        sourceLow = fragment.sourceLow();
        destinationHigh = fragment.destinationHigh();
        destinationLow = fragment.destinationLow();
        identification = identification(fragment);
        startNanos = stampNanos;
        units.clear();
        headBytes = 0;
        wholeBytes = UNKNOWN;
        sum = 0;
        done = false;
    }

    boolean isOf(IpView fragment) {
        return startNanos != RequestWindow.NONE
                && identification == identification(fragment)
                && sourceLow == fragment.sourceLow()
                && destinationLow == fragment.destinationLow()
                && sourceHigh == fragment.sourceHigh()
                && destinationHigh == fragment.destinationHigh();
    }

    /** How long ago it started; more than any limit for one that was never used. */
    long ageNanos(long nowNanos) {
        // a stepped clock may have put the start into the future
        return startNanos == RequestWindow.NONE ? Long.MAX_VALUE : Math.abs(nowNanos - startNanos);
    }

    boolean done() {
        return done;
    }

    Step add(IpView fragment) {
        if (done) {
            return Step.WAITING;
        }
        Step step = isSound(fragment) ? cover(fragment) : Step.BROKEN;
        done = step != Step.WAITING;
        return step;
    }

    /** The packet as it was before it was fragmented. */
    boolean view(IpView whole) {
        return whole.wrapWhole(head, headBytes, wholeBytes, sum);
    }

    private boolean isSound(IpView fragment) {
        int bytes = fragment.messageBytes();
        int end = fragment.fragmentOffset() + bytes;
        boolean fits = bytes > 0 && fragment.has(bytes) && end <= Math.min(MAX_BYTES, wholeBytes);
        return fits
                && (fragment.moreFragments()
                        ? bytes % UNIT_BYTES == 0
                        : end >= units.length() * UNIT_BYTES - (UNIT_BYTES - 1)
                                && (wholeBytes == UNKNOWN || wholeBytes == end));
    }

    private Step cover(IpView fragment) {
        int from = fragment.fragmentOffset() / UNIT_BYTES;
        int end = fragment.fragmentOffset() + fragment.messageBytes();
        int to = units(end);
        if (units.nextClearBit(from) >= to) {
            return Step.WAITING; // a copy: of the network, or of stacked interfaces
        }
        int nextCovered = units.nextSetBit(from);
        if (nextCovered >= 0 && nextCovered < to) {
            return Step.BROKEN;
        }
        units.set(from, to);
        sum += fragment.carriedSum();
        if (from == 0) {
            headBytes = fragment.copyTo(head);
        }
        if (!fragment.moreFragments()) {
            wholeBytes = end;
        }
        return wholeBytes != UNKNOWN && units.nextClearBit(0) >= units(wholeBytes) ? Step.COMPLETE : Step.WAITING;
    }

    private static int units(int bytes) {
        return (bytes + UNIT_BYTES - 1) / UNIT_BYTES;
    }

    private static long identification(IpView fragment) {
        return (long) fragment.protocol() << 32 | Integer.toUnsignedLong(fragment.identification());
    }
}
