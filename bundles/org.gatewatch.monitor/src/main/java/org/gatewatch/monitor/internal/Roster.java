package org.gatewatch.monitor.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;

/** The probes as other threads see them, who never wait for the engine. Written by the monitor thread only. */
final class Roster {
    private final Restarts restarts;
    private final Paused paused;
    private volatile List<ProbeRun> running = List.of();

    Roster(Restarts restarts, Paused paused) {
        this.restarts = restarts;
        this.paused = paused;
    }

    /** @param runs those that run now, ordered by id */
    void publish(Collection<ProbeRun> runs) {
        running = List.copyOf(runs);
    }

    /** The probes that run, start anew or are switched off, in order. Any thread. */
    List<ProbeStatus> all() {
        return Stream.of(running.stream().map(ProbeRun::status), restarts.waiting().stream(), paused.all().stream())
                .flatMap(statuses -> statuses)
                .sorted(Comparator.comparing(ProbeStatus::id))
                .toList();
    }

    /** One of them, without a look at all: clients ask for many probes one by one. Any thread. */
    Optional<ProbeStatus> find(ProbeId id) {
        List<ProbeRun> runs = running;
        int low = 0;
        int high = runs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = runs.get(middle).id().compareTo(id);
            if (order == 0) {
                return Optional.of(runs.get(middle).status());
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return paused.find(id).or(() -> restarts.waiting().stream()
                .filter(status -> status.id().equals(id))
                .findFirst());
    }
}
