package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.mqtt.internal.queue.Entry;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private ReportQueue queue;

    @BeforeEach
    void open() {
        queue = new ReportQueue(folder, new QueueLimits(1 << 20, Duration.ofHours(1), 1 << 16), clock);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    /** As another run of the software would make it. */
    private Outbox outbox(String bootId, Topics topics) {
        var notices = new JsonNotices(new JsonMessages("gw1", bootId), Duration.ofMinutes(5), clock);
        var messages = new Messages(notices, notices, topics);
        return new Outbox(messages, queue, new States(messages), new Wakeup(clock));
    }

    private Entry next() {
        try (var reader = queue.reader(0, Long.MAX_VALUE)) {
            return reader.next().orElseThrow();
        }
    }

    @Test
    void writesReportOutAsOfTheRunThatMeasuredIt() {
        outbox("boot1", Publishers.topics()).addReport(Examples.report(Examples.BERLIN, 17));
        var entry = next();

        var delivery =
                outbox("boot2", Publishers.topics()).delivery(entry, true).orElseThrow();

        assertEquals("gatewatch/gw1/branch-offices/berlin/report", delivery.topic());
        assertTrue(new String(delivery.payload(), UTF_8)
                .startsWith("{\"schema\":1,\"gateway\":\"gw1\",\"bootId\":\"boot1\",\"serial\":" + entry.number()
                        + ",\"historical\":true,\"monitor\":\"branch-offices\""));
    }

    @Test
    void sendsWhatWaitedToTheTopicOfNow() {
        outbox("boot1", Publishers.topics()).addReport(Examples.report(Examples.BERLIN, 17));
        var config = ConfigFiles.read(Path.of("src/test/resources/config/accepted-everything.cfg"));
        var others = Topics.of(config, Map.of("gateway", "gw1", "site", "Bonn", "account", "1"));

        var delivery = outbox("boot1", others).delivery(next(), true).orElseThrow();

        assertEquals("vpn/Bonn/reports", delivery.topic());
    }

    @Test
    void numbersEventsWhenTheyAreSent() {
        var outbox = outbox("boot1", Publishers.topics());
        outbox.addEvent(Publishers.event("{\"schema\":1}"));
        var entry = next();

        var delivery = outbox.delivery(entry, true).orElseThrow();

        assertEquals(
                "{\"serial\":" + entry.number() + ",\"historical\":true,\"schema\":1}",
                new String(delivery.payload(), UTF_8));
    }

    @Test
    void countsWhatNobodyUnderstands() {
        var outbox = outbox("boot1", Publishers.topics());
        queue.offer("", new byte[] {1, 127});

        assertEquals(Optional.empty(), outbox.delivery(next(), false));
        assertEquals(1, queue.figures().damaged());
        assertEquals(0, queue.figures().pending());
    }
}
