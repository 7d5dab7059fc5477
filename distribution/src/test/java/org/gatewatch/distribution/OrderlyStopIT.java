package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Restarts the shipped image in the middle of a period, as a service manager does. */
@Timeout(300)
class OrderlyStopIT {
    /** A busy machine has time to start again before it ends. */
    private static final long PERIOD_SECONDS = 30;

    private static final int SENT_A_SECOND = 20;
    private static final String PROBE = "branches/berlin";

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private Instance instance;

    @BeforeEach
    void configureOne() throws IOException {
        instance = namespaces.instance(folder);
        instance.write(
                "monitors/branches.yaml",
                "monitorName: branches\naggregationPeriod: " + PERIOD_SECONDS
                        + "\nprobes: [{name: berlin, destination: " + Namespaces.CUSTOMER_ADDRESS + ", interval: "
                        + 1000 / SENT_A_SECOND + "ms}]\n");
    }

    @Test
    void losesNoMoreOfAPeriodThanTheTimeItTakes() throws Exception {
        instance.start();
        await().atMost(Instance.PATIENCE).until(() -> instance.probes().containsKey(PROBE));
        awaitSecond(0); // a period from its beginning
        awaitSecond(6);
        instance.stop();
        String period = period();
        instance.start();

        await().atMost(Instance.PATIENCE).until(() -> lastPeriod().equals(period));
        JsonObject own = instance.probes().get(PROBE).getAsJsonObject("report");
        await().atMost(Instance.PATIENCE)
                .until(() -> past().containsKey(period) && answered(past().get(period)) > answered(own));
        JsonObject both = past().get(period);
        assertTrue(answered(both) >= answered(own) + 5 * SENT_A_SECOND, () -> own + "\n" + both);
        assertEquals(0, both.get("lost").getAsInt(), both::toString);
    }

    @Test
    void keepsAPartOfWhichNoRestFollows() throws Exception {
        instance.start();
        await().atMost(Instance.PATIENCE).until(() -> instance.probes().containsKey(PROBE));
        awaitSecond(0);
        awaitSecond(6);
        instance.stop();
        String period = period();
        awaitSecond(1); // of the next period
        instance.start();

        await().atMost(Instance.PATIENCE).until(() -> past().containsKey(period));
        assertTrue(answered(past().get(period)) >= 5 * SENT_A_SECOND, past()::toString);
    }

    private static long secondOfPeriod() {
        return Instant.now().getEpochSecond() % PERIOD_SECONDS;
    }

    private static void awaitSecond(long second) {
        await().atMost(Instance.PATIENCE).until(() -> secondOfPeriod() == second);
    }

    /** When the period that runs began, as JSON says it. */
    private static String period() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() - secondOfPeriod())
                .toString();
    }

    private String lastPeriod() {
        JsonObject probe = instance.probes().get(PROBE);
        return probe == null || !probe.has("report")
                ? ""
                : probe.getAsJsonObject("report").get("periodStart").getAsString();
    }

    private Map<String, JsonObject> past() throws IOException, InterruptedException {
        return instance.history(PROBE).orElseThrow();
    }

    private static int answered(JsonObject report) {
        return report.get("answered").getAsInt();
    }
}
