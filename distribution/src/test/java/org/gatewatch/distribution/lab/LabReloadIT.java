package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A changed file takes effect within three seconds, and only on what it changes. */
final class LabReloadIT {
    private static final Duration EFFECT_LIMIT = Duration.ofSeconds(3);
    private static final String STEADY = """
            monitorName: reload
            aggregationPeriod: 1
            probes:
              - {name: steady, destination: 203.0.113.1, interval: 100ms, timeout: 500ms}
            """;
    private static final String BOTH = STEADY + "  - {name: other, destination: 203.0.113.2, interval: 100ms}\n";

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab(BOTH);

    @BeforeEach
    void beginWithBoth() throws IOException {
        GATEWATCH.writeMonitors("first.yaml", BOTH);
        awaitDestinations("other=203.0.113.2", "steady=203.0.113.1");
    }

    /** Whatever a test did to the others: this probe has lost nothing and was never begun anew. */
    @AfterEach
    void steadyProbeWentOnUndisturbed() {
        int before = GATEWATCH.reports("steady").size();
        await().until(() -> GATEWATCH.reports("steady").size() >= before + 2);
        List<Report> reports = GATEWATCH.reports("steady");
        for (int i = 1; i < reports.size(); i++) {
            Report report = reports.get(i);
            assertEquals(reports.get(i - 1).sequence() + 1, report.sequence());
            assertEquals(report.sent(), report.answered(), report::toString);
            assertTrue(report.sent() >= 5, report::toString); // ten, if this host has the time
        }
    }

    @Test
    void appliesAnEditedProbe() throws IOException {
        GATEWATCH.writeMonitors("first.yaml", BOTH.replace("203.0.113.2", "203.0.113.3"));
        awaitDestinations("other=203.0.113.3", "steady=203.0.113.1");
    }

    @Test
    void appliesAnAddedProbe() throws IOException {
        GATEWATCH.writeMonitors("first.yaml", BOTH + "  - {name: added, destination: 203.0.113.3, interval: 100ms}\n");
        awaitDestinations("added=203.0.113.3", "other=203.0.113.2", "steady=203.0.113.1");
    }

    @Test
    void appliesARemovedProbe() throws IOException {
        GATEWATCH.writeMonitors("first.yaml", STEADY);
        awaitDestinations("steady=203.0.113.1");
    }

    @Test
    void appliesAnAddedAndARemovedFile() throws IOException {
        GATEWATCH.writeMonitors("second.yaml", """
                monitorName: second
                probes:
                  - {name: added, destination: 203.0.113.3}
                """);
        awaitDestinations("other=203.0.113.2", "steady=203.0.113.1", "added=203.0.113.3");
        GATEWATCH.deleteMonitors("second.yaml");
        awaitDestinations("other=203.0.113.2", "steady=203.0.113.1");
    }

    @Test
    void showsABrokenFileAndKeepsItsLastGoodVersion() throws IOException {
        GATEWATCH.writeMonitors("first.yaml", BOTH.replace("name: other", "name: other, intervall: 1s"));
        await().atMost(EFFECT_LIMIT).until(() -> GATEWATCH.status().problems().size() == 1);
        Status status = GATEWATCH.status();
        String problem = status.problems().get(0).message();
        var check = GATEWATCH.check();
        int reports = GATEWATCH.reports("other").size();
        await().until(() -> GATEWATCH.reports("other").size() >= reports + 4); // the file is looked at again and again
        String log = GATEWATCH.log();

        assertAll(
                () -> assertEquals(List.of("other=203.0.113.2", "steady=203.0.113.1"), status.destinations()),
                () -> assertEquals(5, status.problems().get(0).line()),
                () -> assertEquals(1, check.exitValue()),
                () -> assertTrue(check.output().contains(problem), check::output),
                () -> assertEquals(1, linesWith(problem, log).count(), log));
    }

    private static Stream<String> linesWith(String text, String log) {
        return log.lines().filter(line -> line.contains(text));
    }

    private static void awaitDestinations(String... destinations) {
        await().atMost(EFFECT_LIMIT)
                .untilAsserted(() ->
                        assertEquals(List.of(destinations), GATEWATCH.status().destinations()));
    }
}
