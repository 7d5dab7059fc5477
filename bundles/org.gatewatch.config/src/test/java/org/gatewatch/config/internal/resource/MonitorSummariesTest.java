package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Origin;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

final class MonitorSummariesTest {
    private final ManualClock clock = new ManualClock();
    private final MonitorSummaries summaries = new MonitorSummaries(clock::nanoTime);
    private final List<String> looks = new ArrayList<>();

    private static Monitor monitor(String name) {
        return new Monitor(name, Duration.ofMinutes(1), Map.of(), List.of(), Quorum.DEFAULT);
    }

    private LifecycleState ask(Monitor monitor) {
        var origin = new Origin("monitors/m.yaml", false, Instant.EPOCH, Instant.EPOCH);
        return summaries
                .of(monitor, () -> {
                    looks.add(monitor.name());
                    return new MonitorView(monitor, "arn", LifecycleState.ACTIVE, origin, List.of());
                })
                .state();
    }

    @Test
    void looksOnceASecond() {
        Monitor monitor = monitor("m");
        assertEquals(LifecycleState.ACTIVE, ask(monitor));
        clock.advance(Duration.ofMillis(999));
        ask(monitor);
        assertEquals(List.of("m"), looks);
        clock.advance(Duration.ofMillis(1));
        ask(monitor);
        assertEquals(List.of("m", "m"), looks);
    }

    @Test
    void looksAtOnceAtAMonitorThatWasChanged() {
        ask(monitor("m"));
        ask(new Monitor("m", Duration.ofMinutes(5), Map.of(), List.of(), Quorum.DEFAULT));
        assertEquals(2, looks.size());
    }

    @Test
    void forgetsWhatIsGone() {
        Monitor kept = monitor("kept");
        Monitor gone = monitor("gone");
        ask(kept);
        ask(gone);
        summaries.keepOnly(Set.of("kept"));
        ask(kept);
        ask(gone);
        assertEquals(List.of("kept", "gone", "gone"), looks);
    }
}
