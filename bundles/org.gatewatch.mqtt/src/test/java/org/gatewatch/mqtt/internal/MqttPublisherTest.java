package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.mqtt.internal.Examples.BERLIN;
import static org.gatewatch.mqtt.internal.Examples.PARIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.gatewatch.api.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a subscriber of a real broker sees of a running publisher. */
class MqttPublisherTest {
    @TempDir
    private Path folder;

    @AfterEach
    void leaveNoThread() {
        Publishers.awaitNoThreads();
    }

    @Test
    void deliversReportToSubscriber() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, broker.port())) {
            subscriber.awaits("/status", "online");
            publisher.listener().reported(Examples.report(BERLIN, 17));

            var received = subscriber.awaits("/report", "berlin");
            assertEquals("gatewatch/gw1/branch-offices/berlin/report", received.topic());
            assertEquals(
                    new JsonMessages("gw1", "boot1").report(Examples.recorded(Examples.report(BERLIN, 17))),
                    received.payload().replaceFirst("\"serial\":\\d+,", "\"serial\":4711,"));
        }
    }

    @Test
    void showsLatestStateAndStatusToLateSubscriber() {
        try (var broker = Mosquitto.started(folder);
                var first = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, broker.port())) {
            publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
            publisher.listener().changed(Examples.status(BERLIN, Health.DOWN));
            first.awaits("/berlin/state", "DOWN");

            try (var late = Subscriber.of(broker.port())) {
                assertTrue(late.awaits("/berlin/state", "\"health\":\"DOWN\"").retained());
                assertTrue(late.awaits("gatewatch/gw1/status", "\"status\":\"online\"")
                        .retained());
                assertEquals(1, late.on("/state").size());
            }
        }
    }

    @Test
    void publishesOfflineWhenItStops() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port())) {
            try (var publisher = Publishers.started(folder, broker.port())) {
                subscriber.awaits("/status", "online");
                assertEquals(0, publisher.queue().pending());
            }
            assertTrue(subscriber.awaits("/status", "offline").payload().contains("\"since\""));
        }
    }

    @Test
    void clearsRetainedStateOfRemovedProbe() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, broker.port())) {
            publisher.listener().changed(Examples.status(PARIS, Health.HEALTHY));
            publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
            subscriber.awaits("/berlin/state", "HEALTHY");

            publisher.listener().removed(BERLIN);
            await().until(() -> subscriber.on("/berlin/state").stream()
                    .anyMatch(message -> message.payload().isEmpty()));

            try (var late = Subscriber.of(broker.port())) {
                late.awaits("/paris/state", "HEALTHY");
                late.awaits("/status", "online");
                assertEquals(List.of(), late.on("/berlin/state"));
            }
        }
    }

    @Test
    void clearsRetainedStateOfProbeThatWasRemovedWhileItWasStopped() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port())) {
            try (var publisher = Publishers.started(folder, broker.port())) {
                publisher.listener().changed(Examples.status(PARIS, Health.HEALTHY));
                publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
                subscriber.awaits("/berlin/state", "HEALTHY");
            }
            try (var publisher = Publishers.started(folder, broker.port())) {
                publisher.listener().changed(Examples.status(PARIS, Health.HEALTHY));
                await().until(() -> subscriber.on("/berlin/state").stream()
                        .anyMatch(message -> message.payload().isEmpty()));
                try (var late = Subscriber.of(broker.port())) {
                    late.awaits("/paris/state", "HEALTHY");
                    assertEquals(List.of(), late.on("/berlin/state"));
                }
            }
        }
    }

    @Test
    void tellsWhenProbeGoesDownAndIsWellAgain() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, broker.port())) {
            publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
            publisher.listener().changed(Examples.status(BERLIN, Health.DOWN));
            publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));

            subscriber.awaits("gatewatch/gw1/event", "\"event\":\"clear\"");
            assertEquals(2, subscriber.on("/event").size());
        }
    }

    @Test
    void publishesToSeveralBrokersAtOnceWhateverOneOfThemDoes() {
        var away = Mosquitto.notYetStarted(folder);
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var one = Publishers.started(folder.resolve("one"), away.port());
                var other = Publishers.started(folder.resolve("other"), broker.port())) {
            one.listener().reported(Examples.report(BERLIN, 17));
            other.listener().reported(Examples.report(BERLIN, 17));

            subscriber.awaits("/report", "\"sequence\":17,");
            await().until(() -> other.queue().pending() == 0);
            assertEquals(1, one.queue().pending());
        }
    }

    @Test
    void publishesManyReportsInOrder() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, broker.port())) {
            subscriber.awaits("/status", "online");
            LongStream.range(0, 900).forEach(i -> publisher.listener().reported(Examples.report(BERLIN, i)));

            subscriber.awaits("/report", "\"sequence\":899,");
            assertEquals(
                    LongStream.range(0, 900).mapToObj(i -> "\"sequence\":" + i).toList(),
                    subscriber.on("/report").stream()
                            .map(message -> message.payload().replaceAll(".*(\"sequence\":\\d+).*", "$1"))
                            .toList());
        }
    }
}
