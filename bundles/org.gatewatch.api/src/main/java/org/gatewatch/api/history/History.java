package org.gatewatch.api.history;

import java.time.Instant;
import java.util.Iterator;
import org.gatewatch.api.ProbeId;
import org.osgi.annotation.versioning.ProviderType;

/** The completed periods of all probes, as far back as they are kept. Thread-safe; never slows the engine. */
@ProviderType
public interface History {
    /**
     * The periods of one probe in the order of their starts, read from the disk while it is asked for, so that years of
     * them need no memory. A period without a report is left out; after a step of the clock that brings the same time
     * again, the later report of that time is the one that is kept.
     *
     * @param id which probe; nothing is returned of one that is not known
     * @param since periods that start before it are left out
     * @param until periods that start at it or later are left out
     * @return to be used by one thread; it ends early when the disk cannot be read or its contents are damaged, which is
     *     logged
     */
    Iterator<PastPeriod> periods(ProbeId id, Instant since, Instant until);

    /**
     * The samples of one probe in the order of their sending, as far as it keeps them
     * ({@link org.gatewatch.api.ProbeLabels#keepSamples()}); read from the disk while it is asked for.
     *
     * @param id which probe; nothing is returned of one that is not known
     * @param since what was sent before it is left out
     * @param until what was sent at it or later is left out
     * @return to be used by one thread; it ends early as that of {@link #periods} does
     */
    Iterator<PastSample> samples(ProbeId id, Instant since, Instant until);

    /** How the store does. */
    HistoryStatus status();
}
