package org.gatewatch.api.report;

import org.gatewatch.api.ProbeId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what was measured and judged; a whiteboard service. Each listener has a bounded queue and a thread of its own:
 * calls come one at a time and in order, and a slow listener loses its own oldest reports (counted in
 * {@link EngineCounters#notificationsDropped()}) and harms nobody else; it hears all removals, and the latest change of
 * each probe. When it is registered it is
 * told the status of every probe first.
 */
@ConsumerType
public interface ReportListener {
    /** A period was completed. */
    void reported(Report report);

    /**
     * What there is of a period in the middle of which Gatewatch is stopped, its samples ({@link #sampled}) before it. For
     * those who can join it with what the next process reports of the same period; to all others half a period is none.
     */
    default void cutShort(Report report) {
        // only completed periods are published
    }

    /** Whether {@link #sampled} is called; asked again and again, so it only looks at a field. */
    default boolean takesSamples() {
        return false;
    }

    /** The samples of a period whose report follows; only of probes whose {@linkplain org.gatewatch.api.ProbeLabels labels} ask for it. */
    default void sampled(PeriodSamples samples) {
        // most listeners are content with reports
    }

    /**
     * State, health, cause or egress of a probe changed, the probe is new, or the listener is. Only who is new is told the
     * last report with it: all others had it from {@link #reported}.
     */
    void changed(ProbeStatus status);

    /** A probe is gone. */
    void removed(ProbeId id);
}
