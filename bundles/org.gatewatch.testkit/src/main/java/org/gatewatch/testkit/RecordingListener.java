package org.gatewatch.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;

/** Remembers everything it is told, in order. Thread-safe. */
public final class RecordingListener implements ReportListener {
    private final Object lock = new Object();
    private final List<Report> reports = new ArrayList<>(); // guarded by lock
    private final List<Report> cuts = new ArrayList<>(); // guarded by lock
    private final List<ProbeStatus> changes = new ArrayList<>(); // guarded by lock
    private final List<ProbeId> removals = new ArrayList<>(); // guarded by lock

    @Override
    public void reported(Report report) {
        remember(reports, report);
    }

    @Override
    public void cutShort(Report report) {
        remember(cuts, report);
    }

    @Override
    public void changed(ProbeStatus status) {
        remember(changes, status);
    }

    @Override
    public void removed(ProbeId id) {
        remember(removals, id);
    }

    public List<Report> reports() {
        return copy(reports);
    }

    /** The reports of one probe. */
    public List<Report> reports(ProbeId id) {
        return reports().stream().filter(report -> report.id().equals(id)).toList();
    }

    /** What was told of periods that were cut short. */
    public List<Report> cuts() {
        return copy(cuts);
    }

    public List<ProbeStatus> changes() {
        return copy(changes);
    }

    /** What was heard last about one probe; empty when nothing was. */
    public Optional<ProbeStatus> status(ProbeId id) {
        return changes().stream().filter(status -> status.id().equals(id)).reduce((older, newer) -> newer);
    }

    public List<ProbeId> removals() {
        return copy(removals);
    }

    /**
     * Waits for a report, counting those that are here already.
     *
     * @return the first that fits
     * @throws AssertionError when none came in time; says which came
     */
    public Report awaitReport(Duration atMost, Predicate<Report> fitting) {
        return await(reports, atMost, fitting);
    }

    /** Waits for a status change; see {@link #awaitReport}. */
    public ProbeStatus awaitChange(Duration atMost, Predicate<ProbeStatus> fitting) {
        return await(changes, atMost, fitting);
    }

    /** Waits until this probe was reported as removed; see {@link #awaitReport}. */
    public void awaitRemoval(Duration atMost, ProbeId id) {
        await(removals, atMost, id::equals);
    }

    private <T> void remember(List<T> list, T heard) {
        synchronized (lock) {
            list.add(heard);
            lock.notifyAll();
        }
    }

    private <T> List<T> copy(List<T> list) {
        synchronized (lock) {
            return List.copyOf(list);
        }
    }

    private <T> T await(List<T> list, Duration atMost, Predicate<T> fitting) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        synchronized (lock) {
            try {
                while (list.stream().noneMatch(fitting) && System.nanoTime() < deadlineNanos) {
                    lock.wait(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
            return list.stream()
                    .filter(fitting)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("none of these fits: " + list));
        }
    }
}
