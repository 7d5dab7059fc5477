package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;

/** Whether what was heard can be believed, and until when everything was heard. Confined to the monitor thread. */
final class Hearing {
    /** Less than {@link SampleWindow#DECISION_SLACK_NANOS}: a shorter pause is what the slack is for. */
    private static final long STOOD_STILL_NANOS = Duration.ofMillis(200).toNanos();

    private static final long CATCH_UP_NANOS = Duration.ofMillis(500).toNanos();

    static final Optional<VoidReason> CLOCK_STEPPED = Optional.of(VoidReason.CLOCK_STEPPED);
    private static final Optional<VoidReason> ENGINE_BEHIND = Optional.of(VoidReason.ENGINE_BEHIND);
    private static final Optional<VoidReason> CAPTURE_DROPPED = Optional.of(VoidReason.CAPTURE_DROPPED);

    private final Clock clock;
    private final EventRing events;
    private final Transports transports;
    private final StepWatch steps;
    private long askedAtNanos;
    private long catchUpUntilNanos;
    private long heardNanos;
    /** Answers that were thrown away by the ring and by the capture, as of the last round. */
    private long dropped;

    private long missed;

    Hearing(Clock clock, EventRing events, Transports transports) {
        this.clock = clock;
        this.events = events;
        this.transports = transports;
        this.steps = new StepWatch(clock);
        this.askedAtNanos = clock.nanoTime();
        this.catchUpUntilNanos = askedAtNanos;
        this.heardNanos = askedAtNanos;
    }

    /** Wall clock minus monotonic clock. */
    long offsetNanos() {
        return steps.offsetNanos();
    }

    /** The wall clock, to show. */
    Instant now() {
        long epochNanos = clock.epochNanos();
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
    }

    /**
     * Why answers since the last call cannot be believed, or are missing; empty when all is well.
     *
     * @param silenceDecides whether this round may take a silence for a loss; only then the capture is asked whether it
     *     missed something, as asking costs more than a round without news
     */
    Optional<VoidReason> unusable(boolean silenceDecides) {
        long droppedBefore = dropped;
        long missedBefore = missed;
        dropped = events.dropped();
        missed = silenceDecides ? transports.packetsMissed() : missed;
        if (steps.stepped()) {
            return CLOCK_STEPPED;
        }
        if (dropped != droppedBefore) {
            return ENGINE_BEHIND;
        }
        return missed != missedBefore ? CAPTURE_DROPPED : Optional.empty();
    }

    /**
     * Until when all answers that came have been heard. Those that came while this host stood still (a stopped process, a
     * long collection) still wait in the capture's buffers when it goes on; until they have been heard, the time before
     * decides samples.
     */
    long heardUntil(long nowNanos) {
        if (nowNanos - askedAtNanos > STOOD_STILL_NANOS) {
            catchUpUntilNanos = nowNanos + CATCH_UP_NANOS;
        }
        askedAtNanos = nowNanos;
        if (nowNanos - catchUpUntilNanos >= 0) {
            heardNanos = nowNanos;
        }
        return heardNanos;
    }
}
