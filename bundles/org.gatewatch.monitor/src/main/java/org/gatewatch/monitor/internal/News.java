package org.gatewatch.monitor.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;

/** Takes each event to its probe, and notes which probes have some in this round. Confined to the monitor thread. */
final class News implements EventRing.Handler {
    private final Hearing hearing;
    private final BiConsumer<ProbeRun, RuntimeException> failed;
    private final List<ProbeRun> touched = new ArrayList<>();

    /**
     * Has nothing to tell yet.
     *
     * @param failed told whose event could not be taken, and why
     */
    News(Hearing hearing, BiConsumer<ProbeRun, RuntimeException> failed) {
        this.hearing = hearing;
        this.failed = failed;
    }

    /** Something happened to this probe. */
    void of(ProbeRun run) {
        if (!run.touched) {
            run.touched = true;
            touched.add(run);
        }
    }

    /** Hands over each probe that something happened to, once, and forgets them. */
    void forEach(Consumer<ProbeRun> reader) {
        for (int i = 0; i < touched.size(); i++) { // no iterator: this is the hot path, and the reader may add some
            ProbeRun run = touched.get(i);
            run.touched = false;
            reader.accept(run);
        }
        touched.clear();
    }

    @Override
    public void sending(ProbeRun run, long sequence, long atNanos) {
        of(run);
        run.samples().sending(sequence, atNanos, hearing.offsetNanos());
    }

    @Override
    public void handedOver(ProbeRun run, long sequence, SendResult result) {
        of(run);
        run.handedOver(sequence, result);
    }

    @Override
    public void answered(ProbeRun run, long sequence, long rttNanos) {
        of(run);
        run.samples().answered(sequence, rttNanos);
    }

    @Override
    public void refused(ProbeRun run, long sequence, long rttNanos) {
        of(run);
        run.refused(sequence, rttNanos);
    }

    @Override
    public void unreachable(ProbeRun run, long sequence, IcmpError error) {
        of(run);
        run.unreachable(sequence, error);
    }

    @Override
    public void unstamped(ProbeRun run, long sequence) {
        of(run);
        run.samples().unstamped(sequence);
    }

    @Override
    public void failed(ProbeRun run, RuntimeException fault) {
        failed.accept(run, fault);
    }
}
