package org.gatewatch.monitor.internal.verdict;

/** How far a {@link RateLimitWatch} is with finding out whether its peer limits its answers. */
enum RateLimitPhase {
    /** Nothing is suspected. */
    CALM,
    /** There is loss: looks whether it is regular. */
    SUSPECT,
    /** Slower, to see whether the loss goes. */
    TRIAL,
    /** It went. At full pace, to see whether it comes back: it may have ended by itself. */
    CONFIRM,
    /** Recognised, and looking for the pace at which nothing is lost. */
    SETTLE,
    /** Recognised, at that pace. */
    LIMITED,
    /** Recognised, at full pace, to see whether the limit is still there. */
    RETRY
}
