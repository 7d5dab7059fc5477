package org.gatewatch.snmp.internal;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatewatch.api.probe.Clock;

/**
 * The view that requests are answered from now. Made anew when something changed, though not more often than a walk
 * needs it: sorting 10,000 probes for each of its requests would cost more than the answers. Thread-safe.
 */
final class CurrentView implements Supplier<MibView> {
    /** With 10,000 changes a second, making views then takes about 1 % of one core. */
    static final long CHANGED_NANOS = 50_000_000;
    /** What is asked of the engine changes untold. */
    static final long UNCHANGED_NANOS = 1_000_000_000;

    private final ProbeStore probes;
    private final Function<ProbeStore.Snapshot, List<MibView.Subtree>> tables;
    private final Clock clock;
    /** Held weakly: when nobody asks any more, what it shows is not to stay in memory. */
    private WeakReference<Made> last = new WeakReference<>(null); // guarded by this

    private record Made(long generation, MibView view, long atNanos) {}

    CurrentView(ProbeStore probes, Function<ProbeStore.Snapshot, List<MibView.Subtree>> tables, Clock clock) {
        this.probes = probes;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public synchronized MibView get() {
        long nowNanos = clock.nanoTime();
        var made = last.get();
        if (made == null || isOld(made, nowNanos)) {
            var snapshot = probes.snapshot();
            made = new Made(snapshot.generation(), new MibView(tables.apply(snapshot)), nowNanos);
            last = new WeakReference<>(made);
        }
        return made.view();
    }

    /** The next request sees what has changed until now. */
    synchronized void forget() {
        last.clear();
    }

    private boolean isOld(Made made, long nowNanos) {
        long ageNanos = nowNanos - made.atNanos();
        return ageNanos >= UNCHANGED_NANOS || (ageNanos >= CHANGED_NANOS && probes.generation() != made.generation());
    }
}
