package org.gatewatch.monitor.internal;

import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.SendResult;

/**
 * What became of a sample and why, as one small number, so that a window keeps it where it would keep an RTT: the outcome
 * in the low three bits, above it what the reason is among those of its outcome.
 */
@SuppressWarnings("EnumOrdinal") // such numbers never leave this process
final class Fate {
    /** All fates are below this. */
    static final int COUNT = 1 << 7;

    private static final int OUTCOME_BITS = 3;
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final SendResult[] RESULTS = SendResult.values();
    private static final VoidReason[] VOIDS = VoidReason.values();
    /** Beyond all that {@link IcmpErrors} numbers. */
    private static final int PEER_UNRESOLVED_REASON = 15;

    static final int ANSWERED = of(Outcome.ANSWERED, 0);
    static final int LATE = of(Outcome.LATE, 0);
    static final int LOST = of(Outcome.LOST, 0);
    static final int REFUSED = of(Outcome.REFUSED, 0);
    static final int PEER_UNRESOLVED = of(Outcome.UNREACHABLE, PEER_UNRESOLVED_REASON);

    private Fate() {}

    /** A packet did not leave. */
    static int notSent(SendResult result) {
        return result.outcome() == Outcome.UNREACHABLE ? PEER_UNRESOLVED : of(Outcome.NOT_SENT, result.ordinal());
    }

    static int unusable(VoidReason reason) {
        return of(Outcome.VOID, reason.ordinal());
    }

    /**
     * An ICMP error came.
     *
     * @param error its number in its period's {@link IcmpErrors}
     */
    static int unreachable(int error) {
        return of(Outcome.UNREACHABLE, error);
    }

    static Outcome outcome(int fate) {
        return OUTCOMES[fate & ((1 << OUTCOME_BITS) - 1)];
    }

    /** The number of the ICMP error of an unreachable sample. */
    static int error(int fate) {
        return fate >> OUTCOME_BITS;
    }

    /** Why a packet was not sent. */
    static SendResult result(int fate) {
        return RESULTS[fate >> OUTCOME_BITS];
    }

    /** Why a sample is void. */
    static VoidReason voidReason(int fate) {
        return VOIDS[fate >> OUTCOME_BITS];
    }

    private static int of(Outcome outcome, int reason) {
        return reason << OUTCOME_BITS | outcome.ordinal();
    }
}
