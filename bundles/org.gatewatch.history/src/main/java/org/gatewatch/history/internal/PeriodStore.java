package org.gatewatch.history.internal;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The periods on the disk and those on their way to it. What the disk does not take waits, the newest of it, and is
 * written when it does. {@link #flush} is called by one thread at a time.
 */
final class PeriodStore implements AutoCloseable {
    /** One period of 10,000 probes, some 2 MB. */
    static final int MAX_WAITING = 12_000;

    /** Also when each of them holds thousands of samples. */
    private static final long MAX_WAITING_BYTES = 4L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PeriodStore.class);
    private static final long NANOS = 1_000_000_000L;
    private static final int SHRINK_MILLIS = 50;

    private final Content content;
    private final StoreFile<PeriodMaps> file;
    private final Retention retention;
    private final Clock clock;
    private final Intake intake = new Intake(MAX_WAITING, MAX_WAITING_BYTES);
    private final DayNumbers numbers = new DayNumbers();
    private volatile HistoryStatus status;

    /** What is kept of periods, as the log calls it, and the key of the disk that it may take. */
    enum Content {
        REPORTS("history", "disk.mib"),
        SAMPLES("the history of samples", "samples.disk.mib");

        private final String name;
        private final String sizeKey;

        Content(String name, String sizeKey) {
            this.name = name;
            this.sizeKey = sizeKey;
        }

        /** What is stored of a period and the rest of it as one; empty when its time came again after a step of the clock. */
        private Optional<byte[]> joined(byte[] before, Waiting rest) {
            return this == REPORTS ? JoinedPeriod.of(before, rest) : JoinedSamples.of(before, rest);
        }
    }

    /**
     * Opens nothing yet.
     *
     * @param path of the file
     */
    PeriodStore(Content content, Path path, Retention retention, Clock clock) {
        this(content, new StoreFile<>(path, PeriodMaps::open), retention, clock);
    }

    /** A store of reports. */
    PeriodStore(Path path, Retention retention, Clock clock) {
        this(Content.REPORTS, path, retention, clock);
    }

    PeriodStore(Content content, StoreFile<PeriodMaps> file, Retention retention, Clock clock) {
        this.content = content;
        this.file = file;
        this.retention = retention;
        this.clock = clock;
        this.status = new HistoryStatus("", Optional.empty(), 0, retention.maxBytes(), 0, 0);
    }

    /** Takes a report on its way to the disk; never waits for it. Whether much waits now. */
    boolean add(Report report) {
        return intake.add(Waiting.of(report, false));
    }

    /** Likewise of a period that the next process completes. */
    boolean addPart(Report report) {
        return intake.add(Waiting.of(report, true));
    }

    /** Likewise the samples of a period. */
    boolean add(PeriodSamples samples) {
        return intake.add(Waiting.of(samples));
    }

    /** Writes what waits, and takes away what is too old. Whether the disk took it. */
    synchronized boolean flush() {
        if (intake.isEmpty() && !file.exists()) {
            return true; // no file is made for nothing
        }
        List<Waiting> periods = intake.takeAll();
        try {
            var size = file.size();
            Written written = file.write(maps -> {
                store(periods, maps);
                var removed = retention.apply(maps, size, clock.epochNanos() / NANOS, periods.size());
                return new Written(removed, Optional.ofNullable(maps.periods().firstKey()));
            });
            shrinkIfTooLarge();
            stored(written);
            return true;
        } catch (UncheckedIOException e) {
            giveBack(periods);
            failed(e);
            return false;
        } catch (RuntimeException e) { // the file was damaged where MVStore does not expect it, or it is a bug
            giveBack(periods);
            throw e;
        }
    }

    private void giveBack(List<Waiting> periods) {
        numbers.forget();
        intake.giveBack(periods);
    }

    private record Written(Retention.Removed removed, Optional<Long> firstKey) {}

    private void store(List<Waiting> periods, PeriodMaps maps) {
        for (Waiting period : periods) {
            int number = numbers.of(maps, period.id, period.startSeconds, period.periodSeconds);
            long key = PeriodMaps.key(period.startSeconds, number);
            byte[] before = maps.periods().put(key, period.encoded);
            if (before != null) {
                content.joined(before, period).ifPresent(both -> maps.periods().put(key, both));
            }
        }
    }

    /** As it is after the operator has lowered the limit: periods at the front are gone, and the file's end is in use. */
    private void shrinkIfTooLarge() {
        if (file.size().bytes() > retention.maxBytes()) {
            file.shrink(SHRINK_MILLIS);
        }
    }

    private void stored(Written written) {
        if (!status.problem().isEmpty()) {
            LOG.info(
                    "periods-stored-again: periods are stored again; {} were lost since the start of this process, {} of them for want of room",
                    intake.dropped() + status.periodsCutShort(),
                    status.periodsCutShort());
        }
        if (status.periodsCutShort() == 0 && written.removed.beforeTime() > 0) {
            LOG.warn(
                    "store-full: {} has its full size of {} MiB: the oldest periods go before their time ({})",
                    content.name,
                    retention.maxBytes() >> 20,
                    content.sizeKey);
        }
        status = new HistoryStatus(
                "",
                written.firstKey.map(PeriodMaps::startSeconds).map(Instant::ofEpochSecond),
                file.size().bytes(),
                retention.maxBytes(),
                intake.dropped(),
                status.periodsCutShort() + written.removed.beforeTime());
    }

    private void failed(UncheckedIOException why) {
        String problem = why.getCause().getMessage();
        if (status.problem().isEmpty()) {
            LOG.warn(
                    "periods-not-stored: {} cannot be written: {}; probing goes on, the newest {} periods wait, tried again",
                    content.name,
                    problem,
                    MAX_WAITING);
        }
        status = new HistoryStatus(
                problem,
                status.oldest(),
                status.bytes(),
                status.maxBytes(),
                intake.dropped(),
                status.periodsCutShort());
    }

    /** The reports of one probe that start in a time, in order. */
    Iterator<PastPeriod> periods(ProbeId id, Instant since, Instant until) {
        return new PastPeriods<>(file, id, PeriodCodec::decode, Span.of(since, until));
    }

    /** The samples of one probe that were sent in a time, in order. */
    Iterator<PastSample> samples(ProbeId id, Instant since, Instant until) {
        if (!file.exists()) {
            return Collections.emptyIterator(); // and no file is made for asking
        }
        long longestSeconds = Monitor.MAX_AGGREGATION_PERIOD.toSeconds();
        PastPeriods.Decoder<PeriodSamples> decoder =
                (bytes, start, length) -> SampleCodec.decode(id, bytes, start, length);
        var periods = new PastPeriods<>(file, id, decoder, Span.of(since, until).early(2 * longestSeconds));
        return new PastSamples(periods, since, until);
    }

    HistoryStatus status() {
        return status;
    }

    /** Writes what waits and closes the file. */
    @Override
    public synchronized void close() {
        try {
            flush();
        } finally {
            file.close();
        }
    }
}
