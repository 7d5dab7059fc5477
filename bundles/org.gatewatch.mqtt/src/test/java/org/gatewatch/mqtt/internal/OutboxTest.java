package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, new Wakeup(new ManualClock()));

    private static Message report(String text) {
        return Message.passing("report", text);
    }

    private static List<String> drained(Supplier<Optional<Message>> source) {
        var texts = new ArrayList<String>();
        for (var next = source.get(); next.isPresent(); next = source.get()) {
            texts.add(new String(next.get().payload(), StandardCharsets.UTF_8));
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
    void dropsAndCountsOldestBeyondBytesAllowed() {
        var roomy = new Outbox(20_000, new Wakeup(new ManualClock()));
        var large = "x".repeat((int) Outbox.MAX_REPORT_BYTES / 4);

        List.of("1", "2", "3", "4", "5").forEach(first -> roomy.addReport(report(first + large)));

        assertEquals(
                List.of("3", "4", "5"),
                drained(roomy::pollReport).stream()
                        .map(text -> text.substring(0, 1))
                        .toList());
        assertEquals(2, roomy.dropped());
    }

    @Test
    void hasRoomForReportsAgainOnceTheBrokerTookThem() {
        var roomy = new Outbox(20_000, new Wakeup(new ManualClock()));
        var large = report("x".repeat((int) Outbox.MAX_REPORT_BYTES / 2));

        for (int i = 0; i < 5; i++) {
            roomy.addReport(large);
            roomy.giveBack(List.of(roomy.pollReport().orElseThrow()));
            roomy.pollReport();
        }

        assertEquals(0, roomy.dropped());
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
    void keepsOnlyLatestStateOfTopic() {
        outbox.putState(Message.retained("a", "a1"));
        outbox.putState(Message.retained("b", "b1"));
        outbox.putState(Message.retained("a", "a2"));

        assertEquals(List.of("a2", "b1"), drained(outbox::pollState));
    }

    @Test
    void sendsEveryStateAgainWhenAsked() {
        outbox.putState(Message.retained("a", "a1"));
        outbox.putState(Message.retained("b", "b1"));
        drained(outbox::pollState);

        outbox.resendStates();

        assertEquals(List.of("a1", "b1"), drained(outbox::pollState));
    }

    @Test
    void clearsTopicUntilBrokerAcknowledged() {
        var clearing = Message.clearing("a");
        outbox.putState(clearing);
        drained(outbox::pollState);
        outbox.resendStates();
        assertEquals(List.of(""), drained(outbox::pollState));

        outbox.acknowledged(clearing);
        outbox.resendStates();

        assertEquals(List.of(), drained(outbox::pollState));
    }

    @Test
    void keepsStateOfProbeThatCameBackWhileItsTopicWasCleared() {
        var clearing = Message.clearing("a");
        outbox.putState(clearing);
        drained(outbox::pollState);
        outbox.putState(Message.retained("a", "a2"));

        outbox.acknowledged(clearing);

        assertEquals(List.of("a2"), drained(outbox::pollState));
    }
}
