package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the shipped image at random moments while its files change and its probes run. After every restart what runs is what
 * the files and the answers to clients say, no probe has another id than before, tokens are known, and of the periods that
 * were told before a kill at most the last one is missing in the history.
 *
 * <p>{@code -Dgatewatch.kills=200} for the long run, {@code -Dgatewatch.seed=N} for the same moments again, as far as a
 * machine can do the same twice.
 */
@Timeout(3600)
class KillIT {
    private static final int KILLS = Integer.getInteger("gatewatch.kills", 10);
    private static final long SEED = Long.getLong("gatewatch.seed", System.nanoTime());
    private static final int FILES = 4;
    /** Some kills hit the start, others what runs and what is written. */
    private static final int SHORT_LIFE_MILLIS = 4_000;
    /** Every so many lives, and the first one, are long. */
    private static final int LIVES_TO_A_LONG_ONE = 4;
    /** The start, a part of a period of {@link #STEADY}, a whole one and its report; and as much again at random. */
    private static final int LONG_LIFE_MILLIS = 15_000;

    /** Its file is never edited. */
    private static final String STEADY = "steady/p";

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    /** By {@code monitor/probe}, the id that was told first. */
    private final Map<String, String> ids = new HashMap<>();
    /** When the periods of the steady probe began that were told, and should be in the history. */
    private final Set<String> told = new TreeSet<>();
    /** How many there were in the life that had most; a kill may take the last one, so one alone would prove nothing. */
    private int mostTold;

    /** By file, what it says last: destinations by {@code monitor/probe}. */
    private final Map<String, Map<String, String>> files = new TreeMap<>();

    private Instance instance;
    private ApiClient client;

    @BeforeEach
    void configure() throws Exception {
        namespaces.answerFor("198.18.0.0/15");
        instance = namespaces.instance(folder);
        client = new ApiClient(instance);
        Files.createDirectories(instance.config().resolve("monitors"));
        for (int file = 0; file < FILES; file++) {
            edit(file);
        }
        instance.write(
                "monitors/steady.yaml",
                "monitorName: steady\naggregationPeriod: 5\nprobes: [{name: p, destination: 198.18.9.1, interval: 50ms}]\n");
        files.put("steady", Map.of(STEADY, "198.18.9.1"));
    }

    @Test
    void runsWhatTheFilesSayAfterEveryKill() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            instance.start();
            var dead = new AtomicBoolean();
            var creating = client.createUntil(dead);
            live(lifeMillis(kill));
            instance.kill(); // perhaps in the middle of a request
            dead.set(true);
            creating.join();
            if (random.nextBoolean()) {
                edit(random.nextInt(FILES)); // while nobody looks
            }
            instance.start();
            String when = "seed " + SEED + ", kill " + kill;
            await(when).atMost(Instance.PATIENCE).ignoreExceptions().until(this::clientIsServed);
            await(when).atMost(Instance.PATIENCE).untilAsserted(() -> assertEquals(wanted(), running()));
            checkIds(when);
            client.check(when);
            client.tidy();
            checkHistory(when);
            assertEquals(List.of(), instance.problems(), when);
            instance.kill();
        }
        String log = instance.log();
        assertFalse(log.matches("(?s).*(corrupt| ERROR ).*"), () -> "seed " + SEED + "\n" + log);
        assertTrue(mostTold >= 2, "seed " + SEED + ": no life was long enough for the history to be tested");
    }

    private int lifeMillis(int kill) {
        return kill % LIVES_TO_A_LONG_ONE == 1
                ? LONG_LIFE_MILLIS + random.nextInt(LONG_LIFE_MILLIS)
                : random.nextInt(SHORT_LIFE_MILLIS);
    }

    private boolean clientIsServed() throws IOException {
        client.begin();
        client.repeatUnanswered();
        return true;
    }

    /** Edits now and then until its time is over. */
    private void live(int millis) throws IOException {
        long endNanos = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(random.nextInt(300) * 1_000_000L);
            edit(random.nextInt(FILES));
            rememberPeriods();
        }
    }

    private void rememberPeriods() {
        var steady = instance.probes().get(STEADY);
        if (steady != null && steady.has("report")) {
            told.add(steady.getAsJsonObject("report").get("periodStart").getAsString());
        }
    }

    /** The disk is written every 5 seconds, so that flash memory lives long: what was told just before may be missing. */
    private void checkHistory(String when) throws Exception {
        var kept = instance.history(STEADY);
        if (kept.isPresent()) {
            mostTold = Math.max(mostTold, told.size());
            told.removeAll(kept.get().keySet());
            assertTrue(told.size() <= 1, () -> when + ": missing in the history are " + told);
            told.clear();
        }
    }

    /** All that an editor does: a new file in the place of the old one, a file that is gone, a file written in place. */
    private void edit(int file) throws IOException {
        Path path = instance.config().resolve("monitors/m" + file + ".yaml");
        if (random.nextInt(6) == 0) {
            Files.deleteIfExists(path);
            files.remove(path.toString());
            return;
        }
        var probes = new TreeMap<String, String>();
        var text = new StringBuilder("monitorName: m" + file + "\naggregationPeriod: 1\nprobes:\n");
        for (int i = 0; i <= random.nextInt(4); i++) {
            String destination = "198.18." + file + "." + (1 + random.nextInt(3));
            probes.put("m" + file + "/p" + i, destination);
            text.append("  - {name: p" + i + ", destination: " + destination + ", interval: 50ms, timeout: 200ms}\n");
        }
        if (random.nextBoolean()) {
            Files.writeString(path, text);
        } else {
            Path other = Files.writeString(path.resolveSibling(".new"), text);
            Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
        }
        files.put(path.toString(), probes);
    }

    private Map<String, String> wanted() {
        var wanted = new TreeMap<String, String>();
        files.values().forEach(wanted::putAll);
        wanted.putAll(client.wanted());
        return wanted;
    }

    private Map<String, String> running() {
        return instance.probes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        probe -> probe.getValue().get("destination").getAsString(),
                        (one, other) -> other,
                        TreeMap::new));
    }

    private void checkIds(String when) throws IOException {
        for (String monitor : wanted().keySet().stream()
                .map(name -> name.replaceFirst("/.*", ""))
                .distinct()
                .toList()) {
            for (var each : instance.monitor(monitor).getAsJsonArray("probes")) {
                var probe = each.getAsJsonObject();
                String name = monitor + "/" + probe.get("name").getAsString();
                String id = probe.get("id").getAsString();
                assertEquals(ids.getOrDefault(name, id), id, () -> when + ": " + name);
                ids.put(name, id);
            }
        }
    }
}
