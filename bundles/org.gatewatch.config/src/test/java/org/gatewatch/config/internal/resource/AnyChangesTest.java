package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever clients do, the files say it all: a fresh start shows what was there before, ids, times and tags included. */
class AnyChangesTest {
    private static final int STEPS = 60;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameAfterAFreshStart(long seed) {
        var random = new Random(seed);
        try (var bench = new Bench(root)) {
            for (int i = 0; i < STEPS; i++) {
                step(bench.service, random);
                bench.pass(Duration.ofSeconds(1));
            }
            var before = all(bench.service);
            bench.restart();

            assertEquals(before, all(bench.service));
        }
    }

    private static void step(ResourceService service, Random random) {
        String name = "m" + random.nextInt(5);
        try {
            switch (random.nextInt(7)) {
                case 0, 1 -> service.createMonitor(monitor(name, BERLIN), "");
                case 2 -> service.createProbe(name, BERLIN.with("packetSize", random.nextInt(9_000)), "");
                case 3 -> service.updateProbe(name, probe(service, name), any(random));
                case 4 -> service.deleteProbe(name, probe(service, name));
                case 5 -> service.updateMonitor(name, Settings.NONE.with("aggregationPeriod", random.nextInt(4_000)));
                default -> service.deleteMonitor(name, random.nextBoolean());
            }
        } catch (ResourceException e) {
            assertEquals(true, e.kind() != ResourceException.Kind.INTERNAL, e.getMessage());
        }
    }

    private static String probe(ResourceService service, String monitor) {
        var probes = service.monitor(monitor).probes();
        return probes.isEmpty() ? "none" : probes.get(probes.size() - 1).id();
    }

    private static Settings any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Settings.NONE.with("enabled", random.nextBoolean());
            case 1 -> Settings.NONE.with("protocol", "TCP").with("destinationPort", random.nextInt(70_000));
            case 2 -> Settings.NONE.with("protocol", "ICMP");
            default -> Settings.NONE.with("tags", (Object) Map.of("n", Integer.toString(random.nextInt())));
        };
    }

    private static List<MonitorView> all(ResourceService service) {
        return service.monitors(Optional.empty(), 100, "").items().stream()
                .map(view -> service.monitor(view.monitor().name()))
                .toList();
    }
}
