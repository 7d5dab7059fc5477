package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.monitor.internal.names.NameService;
import org.gatewatch.monitor.internal.names.Names;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedChannel;
import org.gatewatch.testkit.ScriptedTransport;

/** The real engine on a clock that a test moves. In the engine's package, of which nothing is public. */
public final class EngineByHand {
    private static final Duration STEP = Duration.ofMillis(10);

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 12, () -> {});
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final ScriptedTransport link = new ScriptedTransport(Script.answered(Duration.ofMillis(5)));
    private final Engine engine = new Engine(
            clock,
            events,
            new EngineTotals(),
            sender,
            transports,
            new Notifier(),
            new Names(clock, NameService.system()));

    public EngineByHand() {
        transports.add(link, 0);
    }

    /** What runs of a probe. */
    public record Run(Probe probe, Duration aggregationPeriod) {}

    /** Follows, and lets some time pass. */
    public void follow(DesiredState state, Duration time) {
        engine.desired(state);
        engine.tick();
        for (Duration left = time; left.toNanos() > 0; left = left.minus(STEP)) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
    }

    /** All that runs. */
    public Map<ProbeId, Run> running() {
        var running = new TreeMap<ProbeId, Run>();
        engine.roster()
                .all()
                .forEach(status -> running.put(status.id(), new Run(status.probe(), status.aggregationPeriod())));
        return running;
    }

    /** The way of a probe's packets; it is another one for a probe that was begun anew. */
    public ScriptedChannel channel(String probeName) {
        return link.channel(probeName);
    }
}
