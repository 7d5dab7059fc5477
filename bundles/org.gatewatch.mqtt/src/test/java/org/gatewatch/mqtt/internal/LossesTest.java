package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossesTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private Outbox outbox;
    private Losses losses;

    @BeforeEach
    void open() {
        var messages = new Messages(Publishers.notices(), Publishers.notices(), Publishers.topics());
        var limits = new QueueLimits(128 * 1024, Duration.ofHours(1), 1 << 16);
        outbox = new Outbox(messages, new ReportQueue(folder, limits, clock), new States(messages), new Wakeup(clock));
        losses = new Losses(messages, outbox);
    }

    private void overflow() {
        for (int i = 0; i < 2000; i++) {
            outbox.addReport(Examples.report(Examples.BERLIN, i));
        }
    }

    private List<String> events() {
        var events = new ArrayList<String>();
        try (var reader = outbox.queue().reader(0, Long.MAX_VALUE)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var text = new String(next.get().payload(), StandardCharsets.UTF_8);
                if (text.startsWith("{")) {
                    events.add(text);
                }
            }
        }
        return events;
    }

    @Test
    void tellsHowManyReportsWereDropped() {
        overflow();
        losses.upkeep();

        assertTrue(outbox.queue().figures().dropped() > 0);
        assertEquals(1, events().size());
        assertTrue(events().get(0)
                .contains("\"event\":\"reports-lost\",\"reportsDropped\":"
                        + outbox.queue().figures().dropped()));
    }

    @Test
    void isSilentWhileNothingIsLost() {
        outbox.addReport(Examples.report(Examples.BERLIN, 1));
        losses.upkeep();

        assertEquals(List.of(), events());
    }

    @Test
    void tellsOnceAMinuteAtMost() {
        overflow();
        losses.upkeep();
        overflow();
        losses.upkeep();
        clock.advance(Duration.ofMinutes(1));
        losses.upkeep();

        assertEquals(1, events().size()); // the first was dropped with the rest, the one after it is there
    }

    @Test
    void doesNotTellByAnEventThatEventsAreRefused() {
        outbox.addEvent(Publishers.event("{}"));
        try (var reader = outbox.queue().reader(0, Long.MAX_VALUE)) {
            outbox.refused(outbox.delivery(reader.next().orElseThrow(), false).orElseThrow());
        }
        losses.upkeep();

        assertEquals(1, outbox.queue().figures().dropped());
        assertEquals(List.of(), events());
    }
}
