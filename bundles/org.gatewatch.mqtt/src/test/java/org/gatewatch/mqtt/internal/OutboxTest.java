package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.api.ProbeId;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, new Wakeup(new ManualClock()));

    private record Text(String topic, String text, boolean isRetained) implements Message {}

    private record Clearing(ProbeId id) implements Message {
        @Override
        public String topic() {
            return id.probe();
        }

        @Override
        public String text() {
            return "";
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<ProbeId> clears() {
            return Optional.of(id);
        }
    }

    private static Message report(String text) {
        return new Text("report", text, false);
    }

    private void putState(ProbeId id, String text) {
        outbox.putState(id, new Text(id.probe(), text, true));
    }

    private static List<String> drained(Supplier<Optional<Message>> source) {
        var texts = new ArrayList<String>();
        for (var next = source.get(); next.isPresent(); next = source.get()) {
            texts.add(next.get().text());
        }
        return texts;
    }

    @Test
    void keepsReportsInOrder() {
        outbox.addReport(report("1"));
        outbox.addReport(report("2"));

        assertEquals(List.of("1", "2"), drained(outbox::pollReport));
        assertEquals(0, outbox.dropped());
    }

    @Test
    void dropsAndCountsOldestBeyondQueueSize() {
        List.of("1", "2", "3", "4", "5").forEach(text -> outbox.addReport(report(text)));

        assertEquals(List.of("3", "4", "5"), drained(outbox::pollReport));
        assertEquals(2, outbox.dropped());
    }

    @Test
    void putsReportsGivenBackInFrontAgain() {
        outbox.addReport(report("3"));

        outbox.giveBack(List.of(report("1"), report("2")));

        assertEquals(List.of("1", "2", "3"), drained(outbox::pollReport));
    }

    @Test
    void countsReportsGivenBackThatDoNotFitAnyMore() {
        outbox.addReport(report("3"));
        outbox.addReport(report("4"));

        outbox.giveBack(List.of(report("1"), report("2")));

        assertEquals(List.of("2", "3", "4"), drained(outbox::pollReport));
        assertEquals(1, outbox.dropped());
    }

    @Test
    void keepsOnlyLatestStateOfProbe() {
        putState(Examples.BERLIN, "a1");
        putState(Examples.PARIS, "b1");
        putState(Examples.BERLIN, "a2");

        assertEquals(List.of("a2", "b1"), drained(outbox::pollState));
    }

    @Test
    void sendsEveryStateAgainWhenAsked() {
        putState(Examples.BERLIN, "a1");
        putState(Examples.PARIS, "b1");
        drained(outbox::pollState);

        outbox.resendStates();

        assertEquals(List.of("a1", "b1"), drained(outbox::pollState));
    }

    @Test
    void clearsTopicUntilBrokerAcknowledged() {
        var clearing = new Clearing(Examples.BERLIN);
        outbox.putState(Examples.BERLIN, clearing);
        drained(outbox::pollState);
        outbox.resendStates();
        assertEquals(List.of(""), drained(outbox::pollState));

        outbox.acknowledged(clearing);
        outbox.resendStates();

        assertEquals(List.of(), drained(outbox::pollState));
    }

    @Test
    void keepsStateOfProbeThatCameBackWhileItsTopicWasCleared() {
        var clearing = new Clearing(Examples.BERLIN);
        outbox.putState(Examples.BERLIN, clearing);
        drained(outbox::pollState);
        putState(Examples.BERLIN, "a2");

        outbox.acknowledged(clearing);

        assertEquals(List.of("a2"), drained(outbox::pollState));
    }

    @Test
    void clearsAgainAfterProbeCameAndWentMeanwhile() {
        var first = new Clearing(Examples.BERLIN);
        outbox.putState(Examples.BERLIN, first);
        drained(outbox::pollState);
        outbox.putState(Examples.BERLIN, new Clearing(Examples.BERLIN));

        outbox.acknowledged(first);

        assertEquals(List.of(""), drained(outbox::pollState));
    }
}
