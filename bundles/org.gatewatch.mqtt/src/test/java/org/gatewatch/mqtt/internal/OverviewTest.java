package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.Health;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
        overview = new Overview(house.engine(), messages, outbox, PATIENCE.toNanos());
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

    @Test
    void looksASecondAfterAChangeAndElseEveryTen() {
        outbox.putState(Examples.status(new ProbeId("m", "berlin"), Health.HEALTHY));
        assertEquals(Duration.ofSeconds(10).toNanos(), overview.upkeep());

        overview.changed();

        assertEquals(Duration.ofSeconds(1).toNanos(), overview.upkeep());
    }

    @Test
    void isCompleteOnceThereIsAStateOfEveryProbe() {
        look();
        assertFalse(overview.isComplete());

        outbox.putState(Examples.status(new ProbeId("m", "berlin"), Health.HEALTHY));
        look();

        assertTrue(overview.isComplete());
    }

    @Test
    void staysCompleteWhenProbesComeLater() {
        outbox.putState(Examples.status(new ProbeId("m", "berlin"), Health.HEALTHY));
        look();
        house.desired = new DesiredState(
                List.of(),
                List.of(new Monitor(
                        "m", Duration.ofMinutes(1), Map.of(), List.of(Examples.probe("paris")), Quorum.DEFAULT)));
        look();

        assertTrue(overview.isComplete());
    }

    /** What there is before the files have been read. */
    @Test
    void isNotCompleteBeforeTheFilesAreRead() {
        house.desired = DesiredState.EMPTY;
        house.isEmpty = true;
        look();

        assertFalse(overview.isComplete());
    }

    @Test
    void isCompleteWhenThereIsNothingToWatch() {
        house.desired = new DesiredState(List.of(), List.of());
        house.isEmpty = true;
        look();

        assertTrue(overview.isComplete());
    }

    @Test
    void doesNotWaitForEverForWhatIsMissing() {
        look();
        clock.advance(PATIENCE);
        look();

        assertTrue(overview.isComplete());
    }
}
