package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.report.RttHistogram;
import org.gatewatch.monitor.internal.names.Names;
import org.gatewatch.monitor.internal.names.Resolution;
import org.gatewatch.monitor.internal.verdict.Trials;
import org.gatewatch.monitor.internal.verdict.Verdict;

/**
 * The monitor thread's work: takes events, lets each probe decide its samples, and makes the running state follow the
 * desired one. {@link #tick()} is called by one thread; what other threads want is queued for it.
 */
final class Engine implements Loop.Task, TimingWheel.Handler<ProbeRun> {
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();
    /** One turn of the wheel of attention is 12.8 s: longer than most samples are undecided. */
    private static final int WHEEL_SLOTS = 128;

    private final Clock clock;
    private final EventRing events;
    private final EngineTotals totals;
    private final Sender sender;
    private final Transports transports;
    private final Notifier notifier;
    private final Names names;
    private final Trials trials;
    private final Hearing hearing;
    private final ReportSink sink;
    private final Summary summary = new Summary();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final TreeMap<ProbeId, ProbeRun> runs = new TreeMap<>();
    /** Wakes a probe that hears nothing: for the deadline of its oldest undecided sample, or the end of its period. */
    private final TimingWheel<ProbeRun> attention;

    private final Starts starts;
    private final News news;
    private final Consumer<ProbeRun> advance;
    private final Consumer<ProbeRun> close = this::close;
    private final Consumer<Wanted> startNow = this::startNow;

    private final Closing closing = new Closing();
    private final Discards discards;
    private final Restarts restarts = new Restarts();
    private final Paused paused = new Paused();
    private final Roster roster = new Roster(restarts, paused);

    private long nowNanos;
    private long heardNanos;

    Engine(
            Clock clock,
            EventRing events,
            EngineTotals totals,
            Sender sender,
            Transports transports,
            Notifier notifier,
            Names names) {
        this.clock = clock;
        this.events = events;
        this.totals = totals;
        this.sender = sender;
        this.transports = transports;
        this.notifier = notifier;
        this.names = names;
        this.trials = Trials.begin(clock, transports::open);
        this.nowNanos = clock.nanoTime();
        this.hearing = new Hearing(clock, events, transports);
        this.sink = new ReportSink(hearing, notifier);
        this.starts = new Starts(clock);
        this.news = new News(hearing, this::startAnew);
        this.discards = new Discards(runs.values(), news);
        this.advance = run -> due(run, nowNanos);
        this.attention = new TimingWheel<>(TICK_NANOS, WHEEL_SLOTS, nowNanos);
    }

    /** Makes the running state follow. Unchanged probes keep their windows. Any thread. */
    void desired(DesiredState state) {
        commands.add(() -> follow(state));
    }

    /** A transport came or went. Any thread. */
    void transportsChanged() {
        commands.add(() -> List.copyOf(runs.values()).forEach(run -> connect(run, VoidReason.TRANSPORT_CHANGED)));
    }

    /** Tells a new listener everything there is, then everything that comes. Any thread. */
    void welcome(Notifier.Subscription listener) {
        commands.add(() -> {
            runs.values().forEach(run -> listener.changed(run.status()));
            restarts.waiting().forEach(listener::changed);
            paused.all().forEach(listener::changed);
            notifier.add(listener);
        });
    }

    /**
     * Tells what was measured until now, also of periods that are not over. For whoever goes on where the engine's thread
     * has ended; only stopping probes makes sense after it.
     */
    void end() {
        tick();
        new LastPeriods(summary, sink).close(runs.values(), nowNanos, heardNanos);
    }

    /** What other threads may look at. */
    Roster roster() {
        return roster;
    }

    RttHistogram roundTrips() {
        return summary.roundTrips();
    }

    /** What is known of before the restart. */
    Recollections recollections() {
        return sink.recollections();
    }

    @Override
    public long tick() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        restarts.advance(clock.nanoTime(), startNow);
        if (!starts.isEmpty()) {
            starts.advance(this::start);
            roster.publish(runs.values());
        }
        names.advance();
        trials.searches().advance();
        // All events below the horizon were stamped before the step check, so it speaks for them.
        nowNanos = clock.nanoTime();
        long horizon = events.horizon();
        boolean silenceDecides = attention.nothingDueBefore(nowNanos + 1) <= nowNanos;
        discards.begin(hearing.unusable(silenceDecides));
        long heardUntilNanos = hearing.heardUntil(nowNanos);
        if (events.drain(horizon, news)) {
            discards.drained();
            heardNanos = heardUntilNanos;
        }
        news.forEach(advance);
        attention.expire(nowNanos, this);
        closing.advance(runs.size(), close);
        return !starts.isEmpty() ? Starts.TICK_NANOS : closing.isEmpty() ? TICK_NANOS : Closing.TICK_NANOS;
    }

    @Override
    public void due(ProbeRun run, long now) {
        if (run.stopped) {
            return; // stopped in this round
        }
        try {
            run.advance(now, heardNanos, sink);
            closing.add(run);
            long attentionNanos = run.attentionNanos();
            if (!attention.isScheduled(run.timer) || attentionNanos - attention.dueNanos(run.timer) < 0) {
                attention.schedule(run.timer, attentionNanos);
            }
        } catch (RuntimeException e) { // a bug must stay this probe's: the others go on, and it starts anew
            startAnew(run, e);
        }
    }

    private void close(ProbeRun run) {
        if (!run.stopped) {
            guarded(run, () -> run.closeAll(summary, sink));
        }
    }

    private void startAnew(ProbeRun run, RuntimeException fault) {
        if (run.stopped) {
            return; // by an event before, or it is gone
        }
        stop(run, false);
        roster.publish(runs.values());
        failed(run.wanted(), fault);
    }

    private void failed(Wanted wanted, RuntimeException fault) {
        sink.idle(restarts.failed(wanted, fault, clock.nanoTime(), sink.now()));
    }

    private void startNow(Wanted wanted) {
        start(wanted);
        roster.publish(runs.values());
    }

    private void follow(DesiredState state) {
        Map<ProbeId, Wanted> wanted = Wanted.by(state);
        sink.recollections().follow(wanted.keySet(), sink.now());
        for (ProbeRun run : List.copyOf(runs.values())) {
            Wanted still = wanted.get(run.id());
            if (still == null || !still.measuresTheSameAs(run.wanted())) {
                stop(run, still == null);
            }
        }
        restarts.follow(wanted, sink::gone);
        starts.forget(wanted, sink::gone);
        paused.follow(wanted, sink.now(), sink::switchedOff, sink::gone);
        for (Wanted each : wanted.values()) {
            ProbeRun running = runs.get(each.id());
            if (running == null) {
                starts.add(each);
            } else {
                guarded(running, () -> running.adopt(each));
                news.of(running);
            }
        }
        roster.publish(runs.values());
    }

    private void start(Wanted wanted) {
        try {
            begin(wanted);
        } catch (RuntimeException e) { // as in guarded()
            failed(wanted, e);
        }
    }

    private void begin(Wanted wanted) {
        Probe probe = wanted.probe();
        var probeSender = new ProbeSender(probe, events, totals);
        var run = new ProbeRun(wanted, probeSender, new Verdict(probe, trials, probeSender::pace), sink.now());
        run.remember(sink.recollections().verdict(run.id(), probe));
        probeSender.startFor(run);
        run.timer = attention.add(run);
        runs.put(run.id(), run);
        guarded(run, () -> {
            if (probe.destination() instanceof Destination.Name name) {
                run.resolvedBy(names.use(name, probe.source(), resolution -> resolved(run, resolution)));
            }
            run.sendThrough(transportOf(run));
        });
        if (run.stopped) {
            return;
        }
        sender.add(probeSender);
        sink.idle(run.status());
        news.of(run);
    }

    /** A bug must stay this probe's: the others go on, and it starts anew. */
    private void guarded(ProbeRun run, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            startAnew(run, e);
        }
    }

    private void resolved(ProbeRun run, Resolution resolution) {
        guarded(run, () -> run.resolved(resolution));
        news.of(run);
        connect(run, VoidReason.ADDRESS_CHANGED);
    }

    private void stop(ProbeRun run, boolean gone) {
        runs.remove(run.id());
        attention.remove(run.timer);
        sender.remove(run.sender());
        run.stop();
        run.sendThrough(Optional.empty()); // nobody asks any more what became of its packets
        if (gone) {
            sink.gone(run.id());
        }
    }

    private void connect(ProbeRun run, VoidReason because) {
        guarded(run, () -> {
            if (!run.stopped && run.sendThrough(transportOf(run))) {
                discards.rerouted(run, because);
            }
        });
    }

    private Optional<ProbeTransport> transportOf(ProbeRun run) {
        return transports.best(run.wanted().probe().packet().protocol());
    }
}
