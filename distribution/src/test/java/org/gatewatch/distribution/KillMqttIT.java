package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the shipped image at random moments while it publishes to Debian's Mosquitto. Every period that was told before a
 * kill arrives, those of each life without a gap, and soon after every start the broker retains what is so now.
 *
 * <p>{@code -Dgatewatch.kills=50} for the long run, {@code -Dgatewatch.seed=N} for the same moments again.
 */
@Timeout(3600)
class KillMqttIT {
    private static final int KILLS = Integer.getInteger("gatewatch.kills", 5);
    private static final long SEED = Long.getLong("gatewatch.seed", System.nanoTime());
    private static final int LONGEST_LIFE_MILLIS = 6_000;
    private static final int LIVES_BETWEEN_LOOKS = 5;
    /** Between a period's end and its place in the queue on disk: reporters work on their own time. */
    private static final long ON_ITS_WAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String BROKER = "127.0.0.1";
    private static final List<String> PROBES = List.of("steady/p", "other/q");
    private static final String STATUS = "gatewatch/gw1/status";

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    /** In this life, by when its period began, when a report of {@code steady/p} was told first. */
    private final Map<String, Long> told = new TreeMap<>();
    /** When the periods of earlier lives began whose reports must arrive, and of whose nobody can say. */
    private final Set<String> expected = new TreeSet<>();

    private final Set<String> unsure = new TreeSet<>();

    private final List<Process> helpers = new ArrayList<>();
    private Instance instance;

    @BeforeEach
    void makeBroker() throws Exception {
        namespaces.answerFor("198.18.0.0/15");
        onGateway("ip", "link", "set", "lo", "up").start().waitFor();
        Path settings = Files.writeString(
                folder.resolve("mosquitto.conf"), "user root\nlistener 1883 " + BROKER + "\nallow_anonymous true\n");
        helpers.add(onGateway("/usr/sbin/mosquitto", "-c", settings.toString()).start());
        await().atMost(Instance.PATIENCE)
                .until(() -> onGateway("mosquitto_pub", "-h", BROKER, "-t", "ready", "-n")
                                .start()
                                .waitFor()
                        == 0);
        helpers.add(onGateway("mosquitto_sub", "-h", BROKER, "-q", "1", "-t", "gatewatch/gw1/+/+/report")
                .redirectOutput(folder.resolve("reports").toFile())
                .start());
        helpers.add(
                onGateway("mosquitto_sub", "-v", "-h", BROKER, "-q", "1", "-t", STATUS, "-t", "gatewatch/gw1/+/+/state")
                        .redirectOutput(folder.resolve("states").toFile())
                        .start());
        instance = namespaces.instance(folder);
        instance.write("org.gatewatch.mqtt.cfg", "serverUri = tcp://" + BROKER + ":1883\ngatewayId = gw1\n");
        instance.write(
                "monitors/steady.yaml",
                "monitorName: steady\naggregationPeriod: 1\nprobes: [{name: p, destination: 198.18.9.1, interval: 50ms}]\n");
        toggle();
    }

    @AfterEach
    void endHelpers() throws InterruptedException {
        for (Process helper : helpers) {
            helper.destroyForcibly().waitFor();
        }
    }

    private ProcessBuilder onGateway(String... command) {
        var whole = new ArrayList<>(namespaces.onGateway());
        whole.addAll(List.of(command));
        return new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** A second probe answers in one life and is deaf in the next. */
    private void toggle() throws IOException {
        instance.write(
                "monitors/other.yaml",
                "monitorName: other\naggregationPeriod: 1\nprobes: [{name: q, destination: "
                        + (random.nextBoolean() ? "198.18.9.2" : "198.51.100.77") + ", interval: 50ms}]\n");
    }

    @Test
    void losesNoPeriodAndRetainsWhatIsSoAfterEveryKill() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            instance.start();
            live(random.nextInt(LONGEST_LIFE_MILLIS));
            instance.kill();
            forgetWhatWasOnItsWay();
            if (random.nextBoolean()) {
                toggle();
            }
            if (kill % LIVES_BETWEEN_LOOKS == 0 || kill == KILLS) {
                instance.start();
                look("seed " + SEED + ", kill " + kill);
                instance.kill();
            }
        }
        int arrived = unsure.size() - missing(unsure).size();
        System.err.println(KILLS + " kills: " + expected.size() + " periods were told, "
                + reports().size() + " reports arrived; of " + unsure.size() + " told within "
                + TimeUnit.NANOSECONDS.toMillis(ON_ITS_WAY_NANOS) + " ms before a kill " + arrived + " arrived");
    }

    private void look(String when) {
        await(when)
                .atMost(Instance.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertEquals(running(), retained()));
        await(when).atMost(Instance.PATIENCE).untilAsserted(() -> assertEquals(Set.of(), missing(expected)));
        await(when).atMost(Instance.PATIENCE).untilAsserted(() -> assertEquals(List.of(), gaps()));
        assertEquals(Set.of(), contradictions(), when);
        assertEquals(List.of(), hastyBirths(), when);
    }

    /** Lives that were online before both probes' states were said. */
    private List<String> hastyBirths() {
        var stated = new TreeSet<String>();
        var hasty = new ArrayList<String>();
        Image.text(folder.resolve("states")).lines().forEach(line -> {
            String[] parts = line.split(" ", 2);
            if (!parts[1].startsWith("{")) {
                return; // what is gone is emptied
            }
            String boot = json(parts[1]).get("bootId").getAsString();
            if (!parts[0].equals(STATUS)) {
                stated.add(boot + " " + parts[0]);
            } else if (parts[1].contains("\"online\"")
                    && !stated.containsAll(PROBES.stream()
                            .map(probe -> boot + " gatewatch/gw1/" + probe + "/state")
                            .toList())) {
                hasty.add(boot);
            }
        });
        return hasty;
    }

    private void forgetWhatWasOnItsWay() {
        long now = System.nanoTime();
        told.forEach((start, at) -> (now - at < ON_ITS_WAY_NANOS ? unsure : expected).add(start));
        told.clear();
    }

    private void live(int millis) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            var steady = instance.probes().get("steady/p");
            if (steady != null && steady.has("report")) {
                String start =
                        steady.getAsJsonObject("report").get("periodStart").getAsString();
                if (!expected.contains(start) && !unsure.contains(start)) {
                    told.putIfAbsent(start, System.nanoTime());
                }
            }
        }
    }

    /** The health of every probe as the instance says it, by the topic of its state. */
    private Map<String, String> running() {
        var running = new TreeMap<String, String>();
        instance.probes()
                .forEach((id, probe) -> running.put(
                        "gatewatch/gw1/" + id + "/state", probe.get("health").getAsString()));
        return running;
    }

    /** The same as the broker retains it; of states that an earlier process left, that they are old. */
    private Map<String, String> retained() throws IOException, InterruptedException {
        var process = onGateway("mosquitto_sub", "-h", BROKER, "--retained-only", "-W", "1", "-v", "-t", "gatewatch/#")
                .start();
        Map<String, JsonObject> all;
        try (var lines = process.inputReader()) {
            all = lines.lines()
                    .collect(Collectors.toMap(line -> line.split(" ", 2)[0], line -> json(line.split(" ", 2)[1])));
        }
        process.waitFor();
        var health = new TreeMap<String, String>();
        all.forEach((topic, state) -> {
            if (state.has("probe")) {
                boolean isOld = !state.get("bootId").equals(all.get(STATUS).get("bootId"));
                health.put(topic, isOld ? "old" : state.get("health").getAsString());
            }
        });
        return health;
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /** Of the lines that are written to their end. */
    private List<JsonObject> reports() {
        String text = Image.text(folder.resolve("reports"));
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(KillMqttIT::json)
                .toList();
    }

    private Set<String> missing(Set<String> periods) {
        var missing = new TreeSet<>(periods);
        reports().forEach(report -> missing.remove(report.get("periodStart").getAsString()));
        return missing;
    }

    /** Lives whose reports of one probe are not numbered one by one. */
    private List<String> gaps() {
        var lives = reports().stream()
                .collect(Collectors.groupingBy(
                        report -> report.get("bootId").getAsString() + " "
                                + report.get("probe").getAsString(),
                        Collectors.mapping(
                                report -> report.get("sequence").getAsLong(), Collectors.toCollection(TreeSet::new))));
        return lives.entrySet().stream()
                .filter(life -> !isUnbroken(life.getValue()))
                .map(Object::toString)
                .toList();
    }

    private static boolean isUnbroken(SortedSet<Long> numbers) {
        return numbers.last() - numbers.first() + 1 == numbers.size();
    }

    /** Reports that came twice and do not say the same. */
    private Set<String> contradictions() {
        var first = new TreeMap<String, String>();
        var other = new TreeSet<String>();
        for (JsonObject report : reports()) {
            String key = report.get("bootId").getAsString() + " "
                    + report.get("probe").getAsString() + " "
                    + report.get("sequence").getAsString();
            report.remove("historical");
            String text = report.toString();
            if (!text.equals(first.computeIfAbsent(key, unused -> text))) {
                other.add(key);
            }
        }
        return other;
    }
}
