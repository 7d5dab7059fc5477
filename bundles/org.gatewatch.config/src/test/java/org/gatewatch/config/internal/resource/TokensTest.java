package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.api.state.StateStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A creation may be repeated with its token. */
class TokensTest {
    @TempDir
    Path root;

    @AutoClose
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root);
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
    void knowsTheSameRequestWhateverTheOrderOfItsKeys() {
        var first = Settings.NONE
                .with("monitorName", "m")
                .with("tags", inOrder("a", "b"))
                .with("probes", List.of());
        var again = Settings.NONE
                .with("probes", List.of())
                .with("tags", inOrder("b", "a"))
                .with("monitorName", "m");

        assertEquals(bench.service.createMonitor(first, "t"), bench.service.createMonitor(again, "t"));
    }

    private static Map<String, String> inOrder(String... keys) {
        var map = new LinkedHashMap<String, String>();
        List.of(keys).forEach(key -> map.put(key, key));
        return map;
    }

    @Test
    void areForgottenAfterADayAlsoWhenThereAreFew() {
        bench.service.createMonitor(monitor("m"), "t");
        bench.pass(Tokens.KEPT);
        bench.restart();
        bench.service.createMonitor(monitor("n"), "u");

        assertEquals(1, bench.store.all("token").size());
    }

    @Test
    void tellsThatWhatIsKnownOfATokenIsDamaged() {
        bench.service.createMonitor(monitor("m"), "t");
        bench.store.all("token").keySet().forEach(key -> bench.store.put("token", key, new byte[] {7}));

        refused(Kind.INTERNAL, () -> bench.service.createMonitor(monitor("m"), "t"));
    }

    @Test
    void areForgottenWhenTheyAreDamaged() {
        bench.store.put("token", "damaged", new byte[] {7});
        bench.service.createMonitor(monitor("m"), "t");

        assertEquals(1, bench.store.all("token").size());
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
    void isFreeAgainWhenTheStoreFailed() {
        bench.service.use(bench.monitoring, new FailingStore(bench.store));

        refused(Kind.INTERNAL, () -> bench.service.createMonitor(monitor("m"), "t"));

        bench.service.use(bench.monitoring, bench.store);
        refused(Kind.NOT_FOUND, () -> bench.service.monitor("m"));
        bench.service.createMonitor(monitor("m"), "");
        refused(Kind.CONFLICT, () -> bench.service.createMonitor(monitor("m"), "t"));
    }

    @Test
    void isFreeAgainWhenTheFileCouldNotBeWritten() throws IOException {
        Files.createDirectories(root.resolve("monitors"));
        Path inTheWay = Files.writeString(root.resolve("monitors/managed"), "a file where the folder should be");
        refused(Kind.INTERNAL, () -> bench.service.createMonitor(monitor("m"), "t"));
        Files.delete(inTheWay);
        bench.service.createMonitor(monitor("m"), "");

        refused(Kind.CONFLICT, () -> bench.service.createMonitor(monitor("m"), "t"));
    }

    /** Its disk is full. */
    private record FailingStore(StateStore store) implements StateStore {
        @Override
        public Optional<byte[]> get(String space, String key) {
            return store.get(space, key);
        }

        @Override
        public Map<String, byte[]> all(String space) {
            return store.all(space);
        }

        @Override
        public void put(String space, String key, byte[] value) {
            store.put(space, key, value);
        }

        @Override
        public void remove(String space, String key) {
            store.remove(space, key);
        }

        @Override
        public void flush() {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }
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
