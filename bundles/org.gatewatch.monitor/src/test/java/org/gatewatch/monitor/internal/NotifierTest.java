package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.testkit.RecordingListener;
import org.junit.jupiter.api.Test;

final class NotifierTest {
    private static final int QUEUE = 1 << 15;

    private static final Report REPORT = report();

    private static Report report() {
        var id = new ProbeId("m", "reported");
        var one = new SampleCounts(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        return new Report(
                id,
                Probe.to("reported", InetAddress.getLoopbackAddress()),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Instant.EPOCH,
                Duration.ofMinutes(1),
                1,
                one,
                List.of(),
                Optional.empty(),
                Health.HEALTHY,
                Cause.NONE);
    }

    private static ProbeStatus change(String probe, Health health) {
        return new ProbeStatus(
                new ProbeId("m", probe),
                Probe.to("changed", InetAddress.getLoopbackAddress()),
                Duration.ofMinutes(1),
                LifecycleState.ACTIVE,
                "",
                health,
                Cause.NONE,
                Instant.EPOCH,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    /** Hangs in its first notification until it is let go. */
    private static final class Hanging implements ReportListener {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final AtomicInteger heard = new AtomicInteger();
        volatile ProbeId lastRemoved;

        @Override
        public void removed(ProbeId id) {
            entered.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            heard.incrementAndGet();
            lastRemoved = id;
        }

        @Override
        public void reported(Report report) {
            heard.incrementAndGet();
        }

        @Override
        public void changed(ProbeStatus status) {
            throw new AssertionError("not in this test");
        }
    }

    private final Notifier notifier = new Notifier();

    @Test
    void aListenerThatHangsSlowsNobodyAndLosesItsOldestReport() throws Exception {
        var hanging = new Hanging();
        var other = new RecordingListener();
        try (var first = notifier.subscribe(hanging, "gatewatch-listener-hanging");
                var second = notifier.subscribe(other, "gatewatch-listener-other")) {
            notifier.add(first);
            notifier.add(second);
            notifier.removed(new ProbeId("m", "0"));
            assertTrue(hanging.entered.await(60, TimeUnit.SECONDS));
            notifier.removed(new ProbeId("m", "1"));
            other.awaitRemoval(Duration.ofSeconds(10), new ProbeId("m", "1")); // while the first hangs
            for (int i = 0; i <= QUEUE; i++) {
                notifier.reported(REPORT);
            }
            assertEquals(1, notifier.dropped()); // of the two that had to go the removal is owed
            hanging.letGo.countDown();
            Awaitility.await().until(() -> hanging.heard.get() == QUEUE + 2);
            assertEquals(new ProbeId("m", "1"), hanging.lastRemoved);
        }
    }

    @Test
    void tellsHowManyWaitForAllListeners() throws Exception {
        var hanging = new Hanging();
        try (var subscription = notifier.subscribe(hanging, "gatewatch-listener-hanging")) {
            notifier.add(subscription);
            notifier.removed(new ProbeId("m", "0"));
            assertTrue(hanging.entered.await(10, TimeUnit.SECONDS));
            notifier.reported(REPORT);
            notifier.removed(new ProbeId("m", "1"));
            assertEquals(2, notifier.waiting());
            hanging.letGo.countDown();
            Awaitility.await().until(() -> notifier.waiting() == 0);
        }
    }

    @Test
    void neverForgetsARemoval() throws Exception {
        var backlog = new Backlog(2);
        var gone = new Backlog.Removed(new ProbeId("m", "gone"));
        backlog.put(gone);
        for (int i = 0; i < 5; i++) {
            backlog.put(new Backlog.Reported(REPORT));
        }
        assertSame(gone, backlog.take());
        assertEquals(new Backlog.Reported(REPORT), backlog.take());
    }

    @Test
    void losesNoProbesStateHoweverManyChangeAtOnce() throws Exception {
        var backlog = new Backlog(2);
        for (Health health : List.of(Health.HEALTHY, Health.DOWN)) {
            for (int probe = 0; probe < 100; probe++) {
                assertFalse(backlog.put(new Backlog.Changed(change("p" + probe, health))));
            }
        }
        for (int probe = 0; probe < 100; probe++) {
            assertEquals(new Backlog.Changed(change("p" + probe, Health.DOWN)), backlog.take());
        }
    }

    @Test
    void aChangeDoesNotBringBackAProbeThatIsGone() throws Exception {
        var backlog = new Backlog(2);
        var gone = new Backlog.Removed(new ProbeId("m", "p"));
        backlog.put(new Backlog.Changed(change("p", Health.DOWN)));
        backlog.put(gone);
        assertSame(gone, backlog.take());
        backlog.put(new Backlog.Reported(REPORT));
        assertEquals(new Backlog.Reported(REPORT), backlog.take());
    }

    @Test
    void tellsInOrder() throws Exception {
        var backlog = new Backlog(2);
        backlog.put(new Backlog.Removed(new ProbeId("m", "p")));
        backlog.put(new Backlog.Changed(change("p", Health.HEALTHY)));
        backlog.put(new Backlog.Reported(REPORT));
        assertEquals(new Backlog.Removed(new ProbeId("m", "p")), backlog.take());
        assertEquals(new Backlog.Changed(change("p", Health.HEALTHY)), backlog.take());
        assertEquals(new Backlog.Reported(REPORT), backlog.take());
    }

    @Test
    void aListenerThatThrowsHearsTheNext() {
        var heard = new RecordingListener();
        var failing = new ReportListener() {
            @Override
            public void reported(Report report) {
                throw new AssertionError("not in this test");
            }

            @Override
            public void changed(ProbeStatus status) {
                throw new AssertionError("not in this test");
            }

            @Override
            public void removed(ProbeId id) {
                if (id.probe().equals("bad")) {
                    throw new IllegalStateException("a listener's bug");
                }
                heard.removed(id);
            }
        };
        try (var subscription = notifier.subscribe(failing, "gatewatch-listener-failing")) {
            notifier.add(subscription);
            notifier.removed(new ProbeId("m", "bad"));
            notifier.removed(new ProbeId("m", "good"));
            heard.awaitRemoval(Duration.ofSeconds(10), new ProbeId("m", "good"));
        }
    }

    @Test
    void tellsAllThatIsLeftBeforeItCloses() {
        var heard = new RecordingListener();
        notifier.add(notifier.subscribe(heard, "gatewatch-listener-leaving"));
        for (int i = 0; i < QUEUE; i++) {
            notifier.reported(REPORT);
        }
        notifier.close();
        assertEquals(QUEUE, heard.reports().size());
    }

    @Test
    void saysNothingAfterItClosed() {
        var heard = new RecordingListener();
        notifier.add(notifier.subscribe(heard, "gatewatch-listener-closed"));
        notifier.close();
        notifier.reported(REPORT);
        assertEquals(List.of(), heard.reports());
    }

    @Test
    void waitsNotLongForAListenerThatHangs() throws Exception {
        var hanging = new Hanging();
        notifier.add(notifier.subscribe(hanging, "gatewatch-listener-hanging"));
        notifier.removed(new ProbeId("m", "0"));
        assertTrue(hanging.entered.await(60, TimeUnit.SECONDS));
        assertTimeoutPreemptively(Duration.ofSeconds(30), notifier::close);
    }

    @Test
    void aClosedSubscriptionIsNotAddedAfterwards() {
        var heard = new RecordingListener();
        var subscription = notifier.subscribe(heard, "gatewatch-listener-closed");
        subscription.close();
        notifier.add(subscription);
        for (int i = 0; i <= QUEUE; i++) {
            notifier.removed(new ProbeId("m", "p"));
        }
        assertEquals(0, notifier.dropped());
    }
}
