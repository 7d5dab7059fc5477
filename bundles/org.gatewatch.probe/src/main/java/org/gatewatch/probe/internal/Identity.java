package org.gatewatch.probe.internal;

import java.util.random.RandomGenerator;

/** What tells one channel's packets from all others. Thread-safe. */
final class Identity {
    private static final int FLOWS = 1 << 16;
    /** The hash covers 56 bits of the number: two million years at 1,000 a second. */
    private static final int NUMBER_BITS = 56;

    private final SipHash hash;
    private final RandomGenerator random;
    private final long channel;
    /** The one that requests have now in the high 16 bits, the one that is still good in answers in the low ones. */
    private volatile int flows;

    /**
     * Makes a new one.
     *
     * @param hash keyed anew at every start
     * @param random thread-safe, and not to be guessed
     */
    Identity(SipHash hash, RandomGenerator random) {
        this.hash = hash;
        this.random = random;
        channel = random.nextLong();
        int first = random.nextInt(FLOWS);
        flows = first << Short.SIZE | first;
    }

    /**
     * What devices on the way tell one run of packets from another by: ICMP identifiers, or where a walk over TCP ports
     * starts. Random, because NAT devices pin fixed ones, and those of a process id.
     *
     * @return 16 bits, used for requests
     */
    int flow() {
        return flows >>> Short.SIZE;
    }

    /** The flow before, 16 bits: still good in answers. */
    int previousFlow() {
        return flows & FLOWS - 1;
    }

    synchronized void changeFlow() {
        flows = random.nextInt(FLOWS) << Short.SIZE | flow();
    }

    /** What proves that an answer is to our packet: whoever did not see the packet cannot make it. */
    long cookie(long number) {
        return hash.hash(channel, number);
    }

    /** Whether this is the cookie of that number. */
    boolean proves(long number, long cookie) {
        return number >>> NUMBER_BITS == 0 && cookie(number) == cookie;
    }

    /** For IP: unique for 65,536 packets in a row (RFC 6864 section 4.3), and different from the next channel's. */
    int identification(long number) {
        return (int) (channel + number);
    }
}
