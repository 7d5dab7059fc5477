package org.gatewatch.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A client that creates probes while the instance is killed under it. It repeats with its token whatever was not answered,
 * so each of its requests makes one probe and no more.
 */
final class ApiClient {
    private static final String MONITOR = "api";
    private static final int MOST_PROBES = 12;
    private static final long PAUSE_NANOS = 50_000_000L;

    private final Instance instance;
    /** By token, the probe that was answered. */
    private final TreeMap<String, Made> made = new TreeMap<>();
    /** By token, the destination of what was asked for and not answered. */
    private final TreeMap<String, String> unanswered = new TreeMap<>();

    private int requests;

    private record Made(String id, String destination) {}

    ApiClient(Instance instance) {
        this.instance = instance;
    }

    /** Makes its monitor unless it is there. */
    void begin() throws IOException {
        ask("monitor", "{\"aggregationPeriod\":5}", "monitor");
    }

    /** Creates probes, one after the other, and repeats what was not answered, until it is stopped. */
    CompletableFuture<Void> createUntil(AtomicBoolean stopped) {
        return CompletableFuture.runAsync(() -> {
            while (!stopped.get() && made.size() < MOST_PROBES) {
                if (unanswered.isEmpty()) {
                    unanswered.put("t%06d".formatted(++requests), "198.18.8." + (1 + requests % 200));
                }
                try {
                    request(unanswered.firstKey());
                } catch (IOException e) {
                    // killed, or not up yet: it is repeated
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
    }

    private void request(String token) throws IOException {
        String destination = unanswered.get(token);
        made.put(token, new Made(create(destination, token), destination));
        unanswered.remove(token);
    }

    private String create(String destination, String token) throws IOException {
        String settings = "{\"destination\":\"" + destination + "\",\"interval\":\"100ms\"}";
        return ask("probe", settings, token).get("id").getAsString();
    }

    /** Asks again for all that was not answered. */
    void repeatUnanswered() throws IOException {
        for (String token : Set.copyOf(unanswered.keySet())) {
            request(token);
        }
    }

    /** Holds what is there against what was answered: nothing is missing, nothing was made twice, and tokens are known. */
    void check(String when) throws IOException {
        var there = new TreeSet<String>();
        instance.monitor(MONITOR)
                .getAsJsonArray("probes")
                .forEach(each -> there.add(each.getAsJsonObject().get("id").getAsString()));
        assertEquals(made.values().stream().map(Made::id).collect(Collectors.toCollection(TreeSet::new)), there, when);
        if (!made.isEmpty()) {
            Made last = made.lastEntry().getValue();
            assertEquals(last.id(), create(last.destination(), made.lastKey()), when + ": a token was forgotten");
        }
    }

    /** Takes the oldest away once there are many. */
    void tidy() throws IOException {
        while (made.size() > MOST_PROBES / 2) {
            String id = made.pollFirstEntry().getValue().id();
            instance.control("{\"resource\":\"probe\",\"operation\":\"delete\",\"name\":\"" + MONITOR
                    + "\",\"probe\":\"" + id + "\"}");
        }
    }

    /** Its probes as they should run: destinations by {@code monitor/probe}. */
    Map<String, String> wanted() {
        return made.values().stream().collect(Collectors.toMap(it -> MONITOR + "/" + it.id(), Made::destination));
    }

    private JsonObject ask(String resource, String settings, String token) throws IOException {
        JsonObject answer = instance.control("{\"resource\":\"" + resource + "\",\"operation\":\"create\",\"name\":\""
                + MONITOR + "\",\"settings\":" + settings + ",\"token\":\"" + token + "\"}");
        if (!answer.has("items")) {
            throw new IOException(answer.toString());
        }
        return answer.getAsJsonArray("items").get(0).getAsJsonObject();
    }
}
