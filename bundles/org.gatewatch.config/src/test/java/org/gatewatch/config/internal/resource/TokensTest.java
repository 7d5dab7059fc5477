package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A creation may be repeated with its token. */
class TokensTest {
    @TempDir
    Path root;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void givesTheSameMonitorTwice() {
        var first = bench.service.createMonitor(monitor("m", BERLIN), "t");

        assertEquals(first, bench.service.createMonitor(monitor("m", BERLIN), "t"));
    }

    @Test
    void givesTheSameProbeTwice() {
        bench.service.createMonitor(monitor("m"), "");
        var first = bench.service.createProbe("m", BERLIN, "t");
        bench.restart();

        assertEquals(first, bench.service.createProbe("m", BERLIN, "t"));
    }

    @Test
    void givesAnotherProbeWithoutAToken() {
        bench.service.createMonitor(monitor("m"), "");

        assertNotEquals(
                bench.service.createProbe("m", BERLIN, "").id(),
                bench.service.createProbe("m", BERLIN, "").id());
    }

    @Test
    void refusesAnotherRequestWithTheSameToken() {
        bench.service.createMonitor(monitor("m"), "t");

        refused(Kind.CONFLICT, () -> bench.service.createMonitor(monitor("n"), "t"));
    }

    @Test
    void isFreeAgainAfterADay() {
        bench.service.createMonitor(monitor("m"), "t");
        bench.pass(Tokens.KEPT);

        assertEquals(
                "n", bench.service.createMonitor(monitor("n"), "t").monitor().name());
    }

    @Test
    void holdsForADay() {
        bench.service.createMonitor(monitor("m"), "t");
        bench.pass(Tokens.KEPT.minus(Duration.ofSeconds(1)));

        refused(Kind.CONFLICT, () -> bench.service.createMonitor(monitor("n"), "t"));
    }

    @Test
    void isFreeAgainWhenTheRequestFailed() {
        refused(Kind.VALIDATION, () -> bench.service.createMonitor(monitor("a b"), "t"));

        assertEquals(
                "n", bench.service.createMonitor(monitor("n"), "t").monitor().name());
    }

    @Test
    void makesAnewWhatIsGone() {
        var first = bench.service.createMonitor(monitor("m", BERLIN), "t");
        bench.service.deleteMonitor("m", true);

        assertNotEquals(
                first.probes(),
                bench.service.createMonitor(monitor("m", BERLIN), "t").probes());
    }
}
