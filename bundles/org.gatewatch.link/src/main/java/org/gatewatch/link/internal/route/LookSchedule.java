package org.gatewatch.link.internal.route;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** When the kernel is asked again. All times are those of one monotonic clock. Owned by the netlink thread. */
final class LookSchedule {
    /** Changes come in bursts. */
    static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** When a table changes while it is read. */
    static final long REREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Not every ageing of a neighbour is announced, and frames that we inject do not keep the entry young. */
    static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(15);
    /**
     * Refreshes until each of many paths has been asked for once more: 5 minutes. Changes of routes are announced; what is not, an
     * ICMP redirect for example, is found in this time, and 50,000 paths cost 2,500 questions (16 ms) at once.
     */
    static final int SLICES = 20;

    /** So few are all asked for each time. */
    private static final int FEW_PATHS = 256;

    /** Time between two looks at everything: four times what the last one took (10,000 paths: 65 ms), within limits. */
    private static final long LOOK_COST_FACTOR = 4;

    private static final long MIN_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private boolean warm;
    private boolean changed = true;
    private int slice;
    private long lookDueNanos;
    private long earliestLookNanos;
    private long refreshDueNanos;
    private long retryDueNanos;

    /** The first look is due at once. */
    LookSchedule(long nowNanos) {
        lookDueNanos = nowNanos;
        earliestLookNanos = nowNanos;
        refreshDueNanos = nowNanos + REFRESH_NANOS;
        retryDueNanos = nowNanos + RETRY_NANOS;
    }

    /** Makes a look at everything due, unless one is already. */
    void lookAfter(long nanos, long nowNanos) {
        if (!changed) {
            changed = true;
            lookDueNanos = Math.max(nowNanos + nanos, earliestLookNanos);
        }
    }

    /** Something changed, and everything must be asked again now. */
    boolean lookDue(long nowNanos) {
        return changed && nowNanos - lookDueNanos >= 0;
    }

    /** Nothing changed for a while. */
    boolean refreshDue(long nowNanos) {
        return nowNanos - refreshDueNanos >= 0;
    }

    boolean retryDue(long nowNanos) {
        return nowNanos - retryDueNanos >= 0;
    }

    /** A look at everything begins; what changes from now on needs another. */
    void looking() {
        changed = false;
    }

    void looked(long startNanos, long endNanos) {
        // the first look loads classes and opens interfaces, which says nothing about the next
        long spacingNanos = warm ? LOOK_COST_FACTOR * (endNanos - startNanos) : 0;
        warm = true;
        earliestLookNanos = endNanos + Math.max(MIN_SPACING_NANOS, Math.min(MAX_SPACING_NANOS, spacingNanos));
        retried(endNanos);
    }

    void refreshed(long nowNanos) {
        refreshDueNanos = nowNanos + REFRESH_NANOS;
    }

    void retried(long nowNanos) {
        retryDueNanos = nowNanos + RETRY_NANOS;
    }

    /** What this refresh asks for: every {@value #SLICES}th, each time others; or all where they are few. */
    <T> List<T> nextSlice(List<T> all) {
        if (all.size() <= FEW_PATHS) {
            return all;
        }
        slice = (slice + 1) % SLICES;
        return IntStream.range(0, all.size())
                .filter(i -> i % SLICES == slice)
                .mapToObj(all::get)
                .toList();
    }

    /**
     * How long nothing is to be done unless something changes.
     *
     * @param unsettled whether something is to be retried
     */
    long idleNanos(boolean unsettled, long nowNanos) {
        long idleNanos = refreshDueNanos - nowNanos;
        if (changed) {
            idleNanos = Math.min(idleNanos, lookDueNanos - nowNanos);
        }
        if (unsettled) {
            idleNanos = Math.min(idleNanos, retryDueNanos - nowNanos);
        }
        return Math.max(0, idleNanos);
    }
}
