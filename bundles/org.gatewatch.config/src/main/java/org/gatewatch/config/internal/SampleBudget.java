package org.gatewatch.config.internal;

import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;

/**
 * The memory for samples, which all files share. Room that a file's last good version holds stays reserved, so that the
 * file can always fall back to it.
 */
final class SampleBudget {
    /**
     * Samples kept over all probes. The monitor keeps 8 bytes for each, in rings whose lengths are rounded up to powers of
     * two: 16 MB, 32 MB at worst, of the gateway's 64 MB heap.
     */
    static final long MAX_SAMPLES = 2_000_000;

    private long used;

    /** Keeps room for what runs in any case. */
    void reserve(long samples) {
        used += samples;
    }

    /** Takes more room for a file that has some reserved; false when there is not enough, then nothing is taken. */
    boolean grow(long reserved, long wanted) {
        boolean fits = used - reserved + wanted <= MAX_SAMPLES;
        if (fits) {
            used += wanted - reserved;
        }
        return fits;
    }

    /**
     * What to tell a file that does not fit, at its first probe that goes over.
     *
     * @param reserved the room that the file has already
     * @param demands those of its newest version
     */
    ConfigurationProblem problem(long reserved, List<Demand> demands) {
        long left = MAX_SAMPLES - used + reserved;
        for (Demand demand : demands) {
            if (demand.samples() > left) {
                return problem(demand, left);
            }
            left -= demand.samples();
        }
        throw new IllegalArgumentException("these demands fit: " + demands);
    }

    private static ConfigurationProblem problem(Demand demand, long left) {
        var place = demand.place();
        return new ConfigurationProblem(
                place.file(),
                place.line(),
                place.column(),
                demand.key(),
                demand.interval(),
                "needs room for " + demand.samples() + " samples, " + left + " are left of " + MAX_SAMPLES
                        + " for all probes of all files: use a longer interval or a shorter aggregationPeriod");
    }
}
