package org.gatewatch.monitor.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What must not be judged because it was not heard, or not rightly. What is known of at the begin of a round spoils what
 * was sent until then, and some of that is still in the ring: it is discarded at once and again when the ring was drained,
 * be it rounds later. Confined to the monitor thread.
 */
final class Discards {
    private final Collection<ProbeRun> runs;
    private final News news;
    private Optional<VoidReason> unusable = Optional.empty();
    /** Probes that were given another way, and why. */
    private final Map<ProbeRun, VoidReason> rerouted = new LinkedHashMap<>();

    /**
     * Has nothing to discard yet.
     *
     * @param runs those that run, at any moment
     */
    Discards(Collection<ProbeRun> runs, News news) {
        this.runs = runs;
        this.news = news;
    }

    /** A round begins; why its answers cannot be used. A step lies anywhere in it: also what is sent in it may span it. */
    void begin(Optional<VoidReason> reason) {
        if (reason.isEmpty()) {
            return;
        }
        discardAll(reason.get());
        if (!unusable.equals(Hearing.CLOCK_STEPPED)) {
            unusable = reason;
        }
        if (unusable.equals(Hearing.CLOCK_STEPPED)) {
            runs.forEach(run -> run.samples().distrustAnswers());
        }
    }

    /** A probe goes another way from now on. */
    void rerouted(ProbeRun run, VoidReason because) {
        run.discardPending(because);
        rerouted.put(run, because);
        news.of(run);
    }

    /** All that was put into the ring before the round began has been taken. */
    void drained() {
        if (unusable.isPresent()) {
            discardAll(unusable.get());
            unusable = Optional.empty();
        }
        if (!rerouted.isEmpty()) {
            rerouted.forEach(ProbeRun::discardPending);
            rerouted.clear();
        }
    }

    private void discardAll(VoidReason reason) {
        for (ProbeRun run : runs) {
            run.discardPending(reason);
            news.of(run);
        }
    }
}
