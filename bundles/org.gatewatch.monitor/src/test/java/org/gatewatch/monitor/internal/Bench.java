package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.RecordingListener;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedChannel;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The engine whole, on a clock that is moved by hand and a link that is scripted; the work of all its threads is the test's.
 * Nobody listens and nothing is sent unless it is {@linkplain #connected connected}.
 */
final class Bench implements AfterEachCallback {
    static final Duration STEP = Duration.ofMillis(10);
    static final Duration SOON = Duration.ofSeconds(60);
    static final Duration RTT = Duration.ofMillis(20);
    static final ProbeId BERLIN = new ProbeId("offices", "berlin");

    private static final Duration PERIOD = Duration.ofSeconds(30);

    final ManualClock clock = new ManualClock();
    final EventRing events;
    final EngineTotals totals = new EngineTotals();
    final Sender sender = new Sender(clock, () -> {});
    final Transports transports = new Transports();
    final Notifier notifier = new Notifier();
    final ScriptedNameService names = new ScriptedNameService();
    final Engine engine;
    final ScriptedTransport link = new ScriptedTransport(Script.answered(RTT));
    final RecordingListener listener = new RecordingListener();

    /** For some probes. */
    Bench() {
        this(1 << 10);
    }

    /** @param events how many the engine may be told of between two of its rounds; a power of two */
    Bench(int events) {
        this.events = new EventRing(events, () -> {});
        engine = new Engine(clock, this.events, totals, sender, transports, notifier, names.asked(clock));
    }

    /** For some probes; the link answers, and the listener hears. */
    static Bench connected() {
        var bench = new Bench();
        bench.transports.add(bench.link, 0);
        bench.listen();
        return bench;
    }

    /** The listener hears. */
    void listen() {
        engine.welcome(notifier.subscribe(listener, "gatewatch-listener-test"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        notifier.close();
    }

    /** One a second, lost after two. */
    static Probe probe(String name) {
        return probe(name, "203.0.113.1", Duration.ofSeconds(1));
    }

    static Probe probe(String name, String destination, Duration interval) {
        return Probe.to(name, address(destination)).every(interval, Duration.ofSeconds(2));
    }

    /** The monitor {@code offices} with periods of 30 s. */
    static DesiredState desired(Probe... probes) {
        return desired(Map.of("team", "wan"), probes);
    }

    static DesiredState desired(Map<String, String> tags, Probe... probes) {
        return desired(PERIOD, tags, List.of(probes));
    }

    static DesiredState desired(Duration period, Map<String, String> tags, List<Probe> probes) {
        return new DesiredState(List.of(), List.of(new Monitor("offices", period, tags, probes, Quorum.DEFAULT)));
    }

    static OutcomeDetail because(Outcome outcome, Cause cause, String reason, int samples) {
        return new OutcomeDetail(outcome, cause, reason, samples, Optional.empty());
    }

    void start(DesiredState state) {
        engine.desired(state);
        engine.tick();
        sender.tick();
        engine.tick();
    }

    /** Lets time pass in small steps with every thread's work done in between. */
    void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= STEP.toNanos()) {
            pass(STEP);
        }
    }

    /** Lets time pass while this host stands still: nobody sends, nobody decides until it is over. */
    void pass(Duration time) {
        clock.advance(time);
        sender.tick();
        engine.tick();
    }

    Report firstReport() {
        return awaitReport(report -> true);
    }

    Report awaitReport(Predicate<Report> fitting) {
        return listener.awaitReport(SOON, fitting);
    }

    /** Of {@link #BERLIN}. */
    ProbeStatus status() {
        return status(BERLIN);
    }

    ProbeStatus status(ProbeId id) {
        return engine.roster().find(id).orElseThrow();
    }

    /** The way of {@link #BERLIN}'s packets. */
    ScriptedChannel berlin() {
        return link.channel(BERLIN.probe());
    }
}
