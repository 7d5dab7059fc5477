package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.config.internal.FolderByHand;
import org.gatewatch.monitor.internal.EngineByHand;
import org.gatewatch.testkit.ScriptedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Properties of any sequence of edits, with the real reader and the real engine: it ends like a fresh start from the last
 * files, and what an edit does not change goes on undisturbed. The seed is in the test's name; {@code
 * -Dgatewatch.sequences=1000} tries more of them.
 */
class EditsTest {
    private static final int SEQUENCES = Integer.getInteger("gatewatch.sequences", 15);
    private static final int EDITS = 40;
    private static final int FILES = 6;
    private static final Duration BETWEEN = Duration.ofMillis(60);
    private static final String CONNECTION = "5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11";

    @TempDir
    Path root;

    private final EngineByHand engine = new EngineByHand();
    /** By file, the last text that was good. */
    private final Map<Path, String> good = new TreeMap<>();

    private FolderByHand folder;
    private DesiredState state = DesiredState.EMPTY;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEQUENCES);
    }

    @BeforeEach
    void makeFolders() throws IOException {
        for (String name : List.of("connections", "subnets", "monitors")) {
            Files.createDirectories(root.resolve(name));
        }
        folder = new FolderByHand(root);
        save(root.resolve("connections/c.yaml"), connection(1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void endsLikeAFreshStartFromTheLastFiles(long seed) throws IOException {
        edit(new Random(seed));
        for (var file : good.entrySet()) {
            Files.writeString(file.getKey(), file.getValue()); // mends those that were left broken
        }
        follow();

        var fresh = new EngineByHand();
        fresh.follow(new FolderByHand(root).look(), BETWEEN);
        assertEquals(List.of(), folder.problems());
        assertEquals(fresh.running(), engine.running());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leavesNoGapInTheSequenceNumbersOfWhatGoesOn(long seed) throws IOException {
        edit(new Random(seed));

        for (String name : channels(state).keySet()) {
            List<Long> sent = engine.channel(name).sent();
            assertEquals(LongStream.range(0, sent.size()).boxed().toList(), sent, name);
        }
    }

    private void edit(Random random) throws IOException {
        for (int i = 0; i < EDITS; i++) {
            int together = 1 + random.nextInt(3);
            for (int j = 0; j < together; j++) {
                editOnce(random);
            }
            follow();
        }
    }

    private void follow() {
        DesiredState before = state;
        Map<String, ScriptedChannel> channels = channels(before);
        state = folder.look();
        engine.follow(state, BETWEEN);

        Map<String, Measured> now = measured(state);
        measured(before).forEach((name, measured) -> {
            if (measured.goesOnAs(now.get(name))) {
                assertSame(channels.get(name), engine.channel(name), name);
            }
        });
    }

    /** What decides whether a probe goes on. */
    private record Measured(String monitor, Probe probe, Duration aggregationPeriod) {
        boolean goesOnAs(Measured other) {
            return other != null
                    && monitor.equals(other.monitor)
                    && probe.enabled()
                    && probe.measuresTheSameAs(other.probe)
                    && aggregationPeriod.equals(other.aggregationPeriod);
        }
    }

    private static Map<String, Measured> measured(DesiredState state) {
        var measured = new HashMap<String, Measured>();
        for (Monitor monitor : state.monitors()) {
            for (Probe probe : monitor.probes()) {
                measured.put(probe.name(), new Measured(monitor.name(), probe, monitor.aggregationPeriod()));
            }
        }
        return measured;
    }

    private Map<String, ScriptedChannel> channels(DesiredState ofState) {
        var channels = new HashMap<String, ScriptedChannel>();
        measured(ofState).forEach((name, measured) -> {
            if (measured.probe().enabled()) {
                channels.put(name, engine.channel(name));
            }
        });
        return channels;
    }

    private void editOnce(Random random) throws IOException {
        int index = random.nextInt(FILES);
        Path file = root.resolve("monitors/f" + index + ".yaml");
        switch (random.nextInt(8)) {
            case 0 -> save(root.resolve("connections/c.yaml"), connection(1 + random.nextInt(3)));
            case 1 -> delete(file);
            case 2 -> damage(file, random);
            case 3 -> swap(file, root.resolve("monitors/f" + random.nextInt(FILES) + ".yaml"));
            default -> change(file, index, random);
        }
    }

    /** Its name stays with the text, wherever that is moved. */
    private void change(Path file, int index, Random random) throws IOException {
        String name =
                good.containsKey(file) ? good.get(file).lines().findFirst().orElseThrow() : free(index);
        save(file, monitor(name, random));
    }

    private String free(int index) {
        for (int i = index; ; i++) {
            String line = "monitorName: m" + i;
            if (good.values().stream().noneMatch(text -> text.startsWith(line + "\n"))) {
                return line;
            }
        }
    }

    private void save(Path file, String text) throws IOException {
        good.put(file, text);
        Files.writeString(file, text);
    }

    private void delete(Path file) throws IOException {
        good.remove(file);
        Files.deleteIfExists(file);
    }

    private void damage(Path file, Random random) throws IOException {
        if (good.containsKey(file)) {
            String text = good.get(file);
            Files.writeString(file, text.substring(0, random.nextInt(text.length())) + "\n{[");
        }
    }

    /** Both names change hands at once. */
    private void swap(Path one, Path other) throws IOException {
        String text = good.get(one);
        if (text != null && good.containsKey(other)) {
            save(one, good.get(other));
            save(other, text);
        }
    }

    private static String connection(int last) {
        return "connections: [{id: " + CONNECTION + ", name: c, gatewayAddress: 198.51.100.2, customerGatewayAddress:"
                + " 203.0.113." + last + "}]\n";
    }

    /** Names of probes are unique in the whole folder, so that the scripted link can tell them apart. */
    private static String monitor(String nameLine, Random random) {
        String monitor = nameLine.substring(nameLine.indexOf(' ') + 1);
        var probes = new ArrayList<String>();
        for (int i = 0; i < random.nextInt(5); i++) {
            probes.add("{name: " + monitor + "-" + i + ", " + target(random) + ", interval: "
                    + pick(random, "10ms", "20ms", "50ms") + ", thresholds: {downAfter: " + pick(random, "3", "4")
                    + "}, enabled: " + pick(random, "true", "true", "false") + ", tags: {a: " + pick(random, "x", "y")
                    + "}}");
        }
        return nameLine + "\naggregationPeriod: " + pick(random, "1", "1", "2") + "\nthresholds: {upAfter: "
                + pick(random, "3", "5") + "}\nprobes: [" + String.join(", ", probes) + "]\n";
    }

    private static String target(Random random) {
        return random.nextInt(3) == 0
                ? "vpnConnectionId: " + CONNECTION
                : "destination: 203.0.113." + pick(random, "7", "8", "9");
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
