package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.Test;

class StatesTest {
    private final States states =
            new States(new Messages(Publishers.notices(), Publishers.notices(), Publishers.topics()));

    private record Text(String topic, String text) implements Message {
        @Override
        public byte[] payload() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isRetained() {
            return true;
        }
    }

    private record Clearing(ProbeId id) implements Message {
        @Override
        public String topic() {
            return id.probe();
        }

        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<Object> clears() {
            return Optional.of(id);
        }
    }

    private void putState(ProbeId id, String text) {
        states.put(id, new Text(id.probe(), text));
    }

    private static List<String> drained(Supplier<Optional<Message>> source) {
        var texts = new ArrayList<String>();
        for (var next = source.get(); next.isPresent(); next = source.get()) {
            texts.add(new String(next.get().payload(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void keepsOnlyLatestStateOfProbe() {
        putState(Examples.BERLIN, "a1");
        putState(Examples.PARIS, "b1");
        putState(Examples.BERLIN, "a2");

        assertEquals(List.of("a2", "b1"), drained(states::poll));
    }

    @Test
    void sendsEveryStateAgainWhenAsked() {
        putState(Examples.BERLIN, "a1");
        putState(Examples.PARIS, "b1");
        drained(states::poll);

        states.resend();

        assertEquals(List.of("a1", "b1"), drained(states::poll));
    }

    @Test
    void clearsTopicUntilBrokerAcknowledged() {
        var clearing = new Clearing(Examples.BERLIN);
        states.put(Examples.BERLIN, clearing);
        drained(states::poll);
        states.resend();
        assertEquals(List.of(""), drained(states::poll));

        states.acknowledged(clearing);
        states.resend();

        assertEquals(List.of(), drained(states::poll));
    }

    @Test
    void keepsStateOfProbeThatCameBackWhileItsTopicWasCleared() {
        var clearing = new Clearing(Examples.BERLIN);
        states.put(Examples.BERLIN, clearing);
        drained(states::poll);
        putState(Examples.BERLIN, "a2");

        states.acknowledged(clearing);

        assertEquals(List.of("a2"), drained(states::poll));
    }

    @Test
    void clearsAgainAfterProbeCameAndWentMeanwhile() {
        var first = new Clearing(Examples.BERLIN);
        states.put(Examples.BERLIN, first);
        drained(states::poll);
        states.put(Examples.BERLIN, new Clearing(Examples.BERLIN));

        states.acknowledged(first);

        assertEquals(List.of(""), drained(states::poll));
    }
}
