package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor thread's work: takes events, lets each probe decide its samples, and makes the running state follow the
 * desired one. {@link #tick()} is called by one thread; what other threads want is queued for it.
 */
final class Engine implements Loop.Task, EventRing.Handler, TimingWheel.Handler<ProbeRun>, ProbeRun.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();
    /** One turn of the wheel of attention is 12.8 s: longer than most samples are undecided. */
    private static final int WHEEL_SLOTS = 128;
    /** Periods end at the same moment everywhere; closing them is spread over so many rounds. */
    private static final int CLOSING_ROUNDS = 5;

    private static final int MIN_CLOSED_IN_A_ROUND = 64;
    private static final long STOOD_STILL_NANOS = Duration.ofMillis(500).toNanos();
    private static final long CATCH_UP_NANOS = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final EventRing events;
    private final EngineTotals totals;
    private final Sender sender;
    private final Transports transports;
    private final Notifier notifier;
    private final StepWatch steps;
    private final Summary summary = new Summary();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final TreeMap<ProbeId, ProbeRun> runs = new TreeMap<>();
    /** Wakes a probe that hears nothing: for the deadline of its oldest undecided sample, or the end of its period. */
    private final TimingWheel<ProbeRun> attention;
    /** Probes that something happened to in this round. */
    private final List<ProbeRun> touched = new ArrayList<>();

    private final Queue<ProbeRun> closing = new ArrayDeque<>();
    private volatile List<ProbeRun> published = List.of();
    private long nowNanos;
    private long lastTickNanos;
    private long catchUpUntilNanos;
    private long heardNanos;
    /** Answers that were thrown away, as of the last round. */
    private long missingSeen;

    Engine(
            Clock clock,
            EventRing events,
            EngineTotals totals,
            Sender sender,
            Transports transports,
            Notifier notifier) {
        this.clock = clock;
        this.events = events;
        this.totals = totals;
        this.sender = sender;
        this.transports = transports;
        this.notifier = notifier;
        this.steps = new StepWatch(clock);
        this.lastTickNanos = clock.nanoTime();
        this.nowNanos = lastTickNanos;
        this.attention = new TimingWheel<>(TICK_NANOS, WHEEL_SLOTS, lastTickNanos);
        this.catchUpUntilNanos = lastTickNanos;
        this.heardNanos = lastTickNanos;
    }

    /** Makes the running state follow. Unchanged probes keep their windows. Any thread. */
    void desired(DesiredState state) {
        commands.add(() -> follow(state));
    }

    /** A transport came or went. Any thread. */
    void transportsChanged() {
        commands.add(() -> runs.values().forEach(this::connect));
    }

    /** Tells a new listener everything there is, then everything that comes. Any thread. */
    void welcome(Notifier.Subscription listener) {
        commands.add(() -> {
            runs.values().forEach(run -> listener.changed(run.status()));
            notifier.add(listener);
        });
    }

    /** The probes that run, in order. Any thread. */
    List<ProbeStatus> probes() {
        return published.stream().map(ProbeRun::status).toList();
    }

    @Override
    public long tick() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        // All events below the horizon were stamped before the step check, so it speaks for them.
        nowNanos = clock.nanoTime();
        long horizon = events.horizon();
        boolean unusable = unusable();
        if (unusable) {
            discardPending();
        }
        events.drain(horizon, this);
        if (unusable) {
            discardPending();
        }
        hearUntil(nowNanos);
        advanceTouched();
        attention.expire(nowNanos, this);
        closePeriods();
        return TICK_NANOS;
    }

    private void discardPending() {
        for (ProbeRun run : runs.values()) {
            run.discardPending();
            touch(run);
        }
    }

    private void touch(ProbeRun run) {
        if (!run.touched) {
            run.touched = true;
            touched.add(run);
        }
    }

    private void advanceTouched() {
        for (int i = 0; i < touched.size(); i++) { // no iterator: this is the hot path
            ProbeRun run = touched.get(i);
            run.touched = false;
            advance(run);
        }
        touched.clear();
    }

    @Override
    public void due(ProbeRun run, long now) {
        advance(run);
    }

    private void advance(ProbeRun run) {
        if (run.stopped) {
            return; // stopped in this round
        }
        try {
            run.advance(nowNanos, heardNanos, this);
            closeLater(run);
            long attentionNanos = run.attentionNanos();
            if (!run.timer().isScheduled() || attentionNanos - run.timer().dueNanos() < 0) {
                attention.schedule(run.timer(), attentionNanos);
            }
        } catch (RuntimeException e) { // a bug must stay this probe's: the others go on, and it starts anew
            startAnew(run, e);
        }
    }

    private void closeLater(ProbeRun run) {
        if (!run.closing && run.canClose()) {
            run.closing = true;
            closing.add(run);
        }
    }

    private void closePeriods() {
        int most = Math.max(MIN_CLOSED_IN_A_ROUND, runs.size() / CLOSING_ROUNDS);
        for (int i = 0; i < most && !closing.isEmpty(); i++) {
            close(closing.remove());
        }
    }

    private void close(ProbeRun run) {
        run.closing = false;
        if (run.stopped) {
            return;
        }
        try {
            run.close(summary, this);
            closeLater(run);
        } catch (RuntimeException e) { // as in advance()
            startAnew(run, e);
        }
    }

    private void startAnew(ProbeRun run, RuntimeException fault) {
        LOG.error("{} failed and starts anew", run.id(), fault);
        stop(run, false);
        start(run.id(), run.wanted());
        published = List.copyOf(runs.values());
    }

    /**
     * Answers that came while this host stood still (a stopped process, a long collection) still wait in the capture's
     * buffers when it goes on. Until they have been heard, the time before decides samples.
     */
    private void hearUntil(long now) {
        if (now - lastTickNanos > STOOD_STILL_NANOS) {
            catchUpUntilNanos = now + CATCH_UP_NANOS;
        }
        lastTickNanos = now;
        if (now - catchUpUntilNanos >= 0) {
            heardNanos = now;
        }
    }

    /** Whether answers since the last round cannot be believed, or are missing. */
    private boolean unusable() {
        boolean stepped = steps.stepped();
        long missing = events.dropped() + transports.packetsMissed();
        boolean more = missing != missingSeen;
        missingSeen = missing;
        return stepped || more;
    }

    private void follow(DesiredState state) {
        Map<ProbeId, ProbeRun.Wanted> wanted = new LinkedHashMap<>();
        for (Monitor monitor : state.monitors()) {
            for (Probe probe : monitor.probes()) {
                wanted.put(
                        new ProbeId(monitor.name(), probe.name()),
                        new ProbeRun.Wanted(probe, monitor.aggregationPeriod(), monitor.tags()));
            }
        }
        for (ProbeRun run : List.copyOf(runs.values())) {
            ProbeRun.Wanted still = wanted.get(run.id());
            if (still == null || !still.measuresTheSameAs(run.wanted())) {
                stop(run, still == null);
            }
        }
        wanted.forEach((id, w) -> {
            ProbeRun running = runs.get(id);
            if (running == null) {
                start(id, w);
            } else {
                running.label(w.tags());
            }
        });
        published = List.copyOf(runs.values());
    }

    private void start(ProbeId id, ProbeRun.Wanted wanted) {
        var probeSender = new ProbeSender(wanted.probe(), events, totals);
        var run = new ProbeRun(id, wanted, probeSender, now());
        probeSender.startFor(run);
        runs.put(id, run);
        connect(run);
        sender.add(probeSender);
        notifier.changed(run.status());
        touch(run);
    }

    private void stop(ProbeRun run, boolean gone) {
        runs.remove(run.id());
        run.stopped = true;
        attention.cancel(run.timer());
        sender.remove(run.sender());
        run.sender().use(Optional.empty()); // nobody asks any more what became of its packets
        if (gone) {
            notifier.removed(run.id());
        }
    }

    private void connect(ProbeRun run) {
        if (run.sender().use(transports.best(run.wanted().probe().packet().protocol()))) {
            run.discardPending();
            touch(run);
        }
    }

    @Override
    public void sending(ProbeRun run, long sequence, long atNanos) {
        touch(run);
        run.sending(sequence, atNanos, offsetNanos());
    }

    @Override
    public void handedOver(ProbeRun run, long sequence, SendResult result) {
        touch(run);
        run.handedOver(sequence, result);
    }

    @Override
    public void answered(ProbeRun run, long sequence, long rttNanos) {
        touch(run);
        run.answered(sequence, rttNanos);
    }

    @Override
    public void refused(ProbeRun run, long sequence, long rttNanos) {
        touch(run);
        run.answered(sequence, rttNanos);
    }

    @Override
    public void unreachable(ProbeRun run, long sequence, IcmpError error) {
        touch(run);
        run.unreachable(sequence, error);
    }

    @Override
    public void unstamped(ProbeRun run, long sequence) {
        touch(run);
        run.unstamped(sequence);
    }

    @Override
    public long offsetNanos() {
        return steps.offsetNanos();
    }

    @Override
    public Instant now() {
        long epochNanos = clock.epochNanos();
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
    }

    @Override
    public void reported(Report report) {
        notifier.reported(report);
    }

    @Override
    public void changed(ProbeStatus status) {
        notifier.changed(status);
    }
}
