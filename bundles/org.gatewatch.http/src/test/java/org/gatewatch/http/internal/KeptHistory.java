package org.gatewatch.http.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** What was measured, as a test says it. */
final class KeptHistory implements History {
    private static final int SAMPLES = 10;

    private final Map<ProbeId, TreeMap<Instant, PastPeriod>> periods = new ConcurrentHashMap<>();

    /** A minute of ten samples, of which some were lost, and the others took so long. */
    void keep(ProbeId id, Instant start, int lost, Duration rtt) {
        int answered = SAMPLES - lost;
        long nanos = rtt.toNanos();
        var period = new PastPeriod(
                start,
                Duration.ofMinutes(1),
                1,
                new SampleCounts(answered, 0, lost, 0, 0, 0, 0, 0, 0, lost, lost),
                List.of(),
                answered == 0
                        ? Optional.empty()
                        : Optional.of(new RttStatistics(
                                nanos, nanos, nanos, nanos, nanos, 2 * nanos, 0, OptionalLong.empty())),
                answered == 0 ? Health.DOWN : Health.HEALTHY,
                answered == 0 ? Cause.LINK : Cause.NONE);
        periods.computeIfAbsent(id, it -> new TreeMap<>()).put(start, period);
    }

    @Override
    public Iterator<PastPeriod> periods(ProbeId id, Instant since, Instant until) {
        return periods.getOrDefault(id, new TreeMap<>())
                .subMap(since, until)
                .values()
                .iterator();
    }

    /** Of no probe. */
    @Override
    public Iterator<PastSample> samples(ProbeId id, Instant since, Instant until) {
        return Collections.emptyIterator();
    }

    @Override
    public HistoryStatus status() {
        return new HistoryStatus("", Optional.empty(), 0, 0, 0, 0);
    }
}
