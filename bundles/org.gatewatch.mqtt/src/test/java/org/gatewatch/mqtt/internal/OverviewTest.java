package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
    private static final VpnConnection TOKYO = new VpnConnection(
            new UUID(1, 2), "tokyo", Examples.address("198.51.100.2"), Examples.address("203.0.113.1"), Quorum.DEFAULT);

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private final House house = new House();
    private Outbox outbox;
    private Overview overview;

    @BeforeEach
    void open() {
        var limits = new QueueLimits(1 << 20, Duration.ofHours(1), 1 << 16);
        var messages = new Messages(Publishers.notices(), Publishers.notices(), Publishers.topics());
        outbox = new Outbox(messages, new ReportQueue(folder, limits, clock), new States(messages), new Wakeup(clock));
        var engine = new Engine(() -> house.isAway ? Optional.empty() : Optional.of(house), () -> Optional.of(house));
        overview = new Overview(engine, messages, outbox);
    }

    private void look() {
        clock.advance(Duration.ofSeconds(1));
        overview.changed();
        overview.upkeep();
    }

    private List<String> states() {
        var states = new ArrayList<String>();
        for (var next = outbox.states().poll();
                next.isPresent();
                next = outbox.states().poll()) {
            var text = new String(next.get().payload(), StandardCharsets.UTF_8);
            states.add(next.get().topic() + " " + text.replaceAll(".*\"health\":\"([A-Z]+)\".*", "$1"));
        }
        return states;
    }

    private List<String> events() {
        var events = new ArrayList<String>();
        try (var reader = outbox.queue().reader(0, Long.MAX_VALUE)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                events.add(new String(next.get().payload(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"event\":\"([a-z-]+)\".*", "$1"));
            }
        }
        return events;
    }

    @Test
    void publishesMonitorsAndConnectionsOnceUntilTheyChange() {
        house.health = Health.HEALTHY;
        look();
        assertEquals(
                List.of("gatewatch/gw1/m/state HEALTHY", "gatewatch/gw1/connection/tokyo/state HEALTHY"), states());

        look();
        assertEquals(List.of(), states());

        house.health = Health.DOWN;
        look();
        assertEquals(List.of("gatewatch/gw1/m/state DOWN", "gatewatch/gw1/connection/tokyo/state DOWN"), states());
    }

    @Test
    void tellsWhenConnectionGoesDownAndIsWellAgain() {
        for (Health health : List.of(Health.HEALTHY, Health.DOWN, Health.HEALTHY)) {
            house.health = health;
            look();
        }

        assertEquals(List.of("raise", "clear"), events());
    }

    @Test
    void clearsWhatIsGone() {
        look();
        states();
        house.isEmpty = true;

        look();

        assertEquals(List.of("gatewatch/gw1/connection/tokyo/state ", "gatewatch/gw1/m/state "), sorted(states()));
    }

    @Test
    void tellsThatNobodyWatchesABadConnectionAnyMore() {
        for (Health health : List.of(Health.HEALTHY, Health.DOWN)) {
            house.health = health;
            look();
        }
        house.isEmpty = true;

        look();

        assertEquals(List.of("raise", "clear"), events());
    }

    @Test
    void takesNothingForGoneWhileTheEngineIsAway() {
        house.health = Health.DOWN;
        look();
        states();
        house.isAway = true;

        look();

        assertEquals(List.of(), states());
        assertEquals(List.of(), events());
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    @Test
    void tellsOfEachConfigurationErrorOnce() {
        house.problems = List.of(new ConfigurationProblem("a.yaml", 1, 1, "", "", "bad"));
        look();
        look();
        assertEquals(List.of("configuration-error"), events());
    }

    @Test
    void givesAnotherFingerprintToAnotherConfiguration() {
        look();
        String before = overview.fingerprint();
        house.desired = new DesiredState(List.of(), List.of());
        look();

        assertTrue(before.matches("[0-9a-f]{8}"), before);
        assertNotEquals(before, overview.fingerprint());
    }

    /** Whatever the rest of the house would say. */
    private static final class House implements Monitoring, Configuration {
        private final Monitor monitor =
                new Monitor("m", Duration.ofMinutes(1), Map.of(), List.of(Examples.probe("berlin")), Quorum.DEFAULT);

        private Health health = Health.HEALTHY;
        private boolean isEmpty;
        private boolean isAway;
        private List<ConfigurationProblem> problems = List.of();
        private DesiredState desired = new DesiredState(List.of(TOKYO), List.of(monitor));

        @Override
        public List<ProbeStatus> probes() {
            return List.of();
        }

        @Override
        public List<MonitorStatus> monitors() {
            return isEmpty ? List.of() : List.of(new MonitorStatus(monitor, health, Cause.LINK, Examples.SINCE));
        }

        @Override
        public List<ConnectionStatus> connections() {
            return isEmpty ? List.of() : List.of(new ConnectionStatus(TOKYO, health, Cause.LINK, Examples.SINCE));
        }

        @Override
        public EngineCounters counters() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DesiredState desired() {
            return desired;
        }

        @Override
        public List<ConfigurationProblem> problems() {
            return problems;
        }
    }
}
