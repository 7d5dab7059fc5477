package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happens to one thing touches no other among ten thousand. What that costs is measured by configuration.sh. */
@Timeout(300)
class ManyProbesIT {
    private static final int FILES = 20;
    private static final int PROBES_PER_FILE = 500;
    private static final String CHANGED = "m7/p3";

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private Instance instance;

    @BeforeEach
    void configureTenThousand() throws Exception {
        namespaces.answerFor("198.18.0.0/15");
        instance = namespaces.instance(folder);
        for (int file = 0; file < FILES; file++) {
            instance.write("monitors/m" + file + ".yaml", monitor(file, ""));
        }
    }

    @Test
    void changesOneOfTenThousandAndTouchesNoOther() throws Exception {
        instance.start();
        await().atMost(Instance.PATIENCE).until(() -> active() == FILES * PROBES_PER_FILE);
        await().atMost(Instance.PATIENCE)
                .until(() -> instance.probes().values().stream().allMatch(ManyProbesIT::isSettled));
        Map<String, JsonObject> before = instance.probes();
        instance.write("monitors/m7.yaml", monitor(7, ", timeout: 3s"));
        await().atMost(Instance.PATIENCE).until(() -> instance.probes()
                .get(CHANGED)
                .getAsJsonObject("configured")
                .has("timeout"));
        await().atMost(Instance.PATIENCE).until(() -> instance.probes().entrySet().stream()
                .allMatch(probe -> sequence(probe.getValue()) > sequence(before.get(probe.getKey()))
                        || probe.getKey().equals(CHANGED)));

        Map<String, JsonObject> after = instance.probes();
        assertEquals(before.keySet(), after.keySet());
        assertNotEquals(before.get(CHANGED).get("since"), after.get(CHANGED).get("since"), "it was begun anew");
        after.keySet().removeIf(CHANGED::equals);
        after.forEach((name, probe) -> assertEquals(before.get(name).get("since"), probe.get("since"), name));
        long withVoid = after.values().stream()
                .filter(probe -> probe.getAsJsonObject("report").get("void").getAsInt() > 0)
                .count();
        assertTrue(withVoid < after.size() / 100, () -> withVoid + " have void samples"); // a machine may miss packets
    }

    /** An OutOfMemoryError would end probing; see HeapRoom. */
    @Test
    void refusesHttpThatItHasNoMemoryForAndProbesOn() throws Exception {
        instance.start();
        await().atMost(Instance.PATIENCE).until(() -> active() == FILES * PROBES_PER_FILE);
        instance.write("org.gatewatch.http.cfg", "enabled = true\n");
        await().atMost(Instance.PATIENCE).until(() -> problemOf("http").contains("has no room for it beside"));
        Map<String, JsonObject> before = instance.probes();

        await().atMost(Instance.PATIENCE).until(() -> instance.probes().entrySet().stream()
                .allMatch(probe -> sequence(probe.getValue()) > sequence(before.get(probe.getKey()))));
    }

    private String problemOf(String reporter) {
        return instance.status().stream()
                .flatMap(status -> status.getAsJsonArray("reporters").asList().stream())
                .map(JsonElement::getAsJsonObject)
                .filter(each -> each.get("name").getAsString().equals(reporter) && each.has("problem"))
                .map(each -> each.get("problem").getAsString())
                .findFirst()
                .orElse("");
    }

    private static boolean isSettled(JsonObject probe) {
        return sequence(probe) >= 2 && probe.get("health").getAsString().equals("HEALTHY");
    }

    private long active() {
        return instance.probes().values().stream()
                .filter(probe -> probe.get("state").getAsString().equals("ACTIVE"))
                .count();
    }

    /** Of the last period, from 1; begun anew with the probe. */
    private static long sequence(JsonObject probe) {
        return probe.has("report")
                ? probe.getAsJsonObject("report").get("sequence").getAsLong()
                : 0;
    }

    private static String monitor(int file, String ofTheThird) throws IOException {
        var text = new StringBuilder("monitorName: m" + file + "\naggregationPeriod: 10\nprobes:\n");
        for (int i = 0; i < PROBES_PER_FILE; i++) {
            int host = file * PROBES_PER_FILE + i;
            text.append("  - {name: p%d, destination: 198.18.%d.%d, interval: 2s%s}%n"
                    .formatted(i, host / 250, 1 + host % 250, i == 3 ? ofTheThird : ""));
        }
        return text.toString();
    }
}
