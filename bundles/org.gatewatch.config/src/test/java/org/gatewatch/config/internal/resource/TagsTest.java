package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags of monitors and probes, by ARN. */
class TagsTest {
    @TempDir
    Path root;

    @AutoClose
    private Bench bench;

    private MonitorView monitor;

    @BeforeEach
    void open() {
        bench = new Bench(root);
        monitor = bench.service.createMonitor(
                monitor("offices", BERLIN).with("tags", (Object) Map.of("a", "1", "b", "2")), "");
    }

    private String probeArn() {
        return monitor.probes().get(0).arn();
    }

    @Test
    void mergesTags() {
        bench.service.tag(monitor.arn(), Map.of("b", "3", "c", ""));

        assertEquals(Map.of("a", "1", "b", "3", "c", ""), bench.service.tags(monitor.arn()));
    }

    @Test
    void takesTagsAwayAndMindsNoUnknownOnes() {
        bench.service.untag(monitor.arn(), List.of("a", "z"));

        assertEquals(Map.of("b", "2"), bench.service.tags(monitor.arn()));
    }

    @Test
    void losesNoTagOfManyClients() {
        IntStream.range(0, 40).parallel().forEach(i -> bench.service.tag(monitor.arn(), Map.of("k" + i, "v")));

        assertEquals(42, bench.service.tags(monitor.arn()).size());
    }

    @Test
    void takesTheLastTagAway() {
        bench.service.untag(monitor.arn(), List.of("a", "b"));

        assertEquals(Map.of(), bench.service.monitor("offices").monitor().tags());
    }

    @Test
    void keepsTagsOfProbesApart() {
        bench.service.tag(probeArn(), Map.of("site", "berlin"));

        assertEquals(Map.of("site", "berlin"), bench.service.tags(probeArn()));
        assertEquals(Map.of("a", "1", "b", "2"), bench.service.tags(monitor.arn()));
    }

    @Test
    void keepsTextOfAnyKindOverARestart() {
        var odd = Map.of("a b/c&d", "ü: #\"'\\", "true", "1.0", " ", "\t");
        bench.service.tag(probeArn(), odd);
        bench.restart();

        assertEquals(odd, bench.service.tags(probeArn()));
    }

    @Test
    void refusesReservedKeys() {
        refused(Kind.VALIDATION, () -> bench.service.tag(monitor.arn(), Map.of("aws:x", "")));
    }

    @Test
    void limitsNumberAndLength() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= 200; i++) {
            many.put("k" + i, "");
        }
        refused(Kind.VALIDATION, () -> bench.service.tag(monitor.arn(), many));
        refused(Kind.VALIDATION, () -> bench.service.tag(monitor.arn(), Map.of("k".repeat(129), "")));
        refused(Kind.VALIDATION, () -> bench.service.tag(monitor.arn(), Map.of("k", "v".repeat(257))));
    }

    @Test
    void knowsNoOtherArns() {
        refused(Kind.NOT_FOUND, () -> bench.service.tags(monitor.arn() + "x"));
        refused(Kind.NOT_FOUND, () -> bench.service.tags("arn:aws:s3:::bucket"));
        refused(Kind.VALIDATION, () -> bench.service.tags("offices"));
    }
}
