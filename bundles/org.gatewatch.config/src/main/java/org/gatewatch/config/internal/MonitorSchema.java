package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;
import static org.gatewatch.config.internal.yaml.Key.required;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Times;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.NumberTypes;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a file in {@code monitors/} may say. Reads one file. */
final class MonitorSchema {
    /** The key of the list that is read item by item. */
    static final String LIST = "probes";

    private static final Key<String> NAME = required(
                    "monitorName",
                    ValueTypes.text(Pattern.compile("[a-zA-Z0-9_-]{1,200}"), "1 to 200 of a-z A-Z 0-9 _ -"))
            .says("Its name, unique over all files.");
    private static final Key<Integer> AGGREGATION_PERIOD = optional(
                    "aggregationPeriod",
                    NumberTypes.wholeNumber(
                            (int) Monitor.MIN_AGGREGATION_PERIOD.toSeconds(),
                            (int) Monitor.MAX_AGGREGATION_PERIOD.toSeconds(),
                            "seconds"))
            .usually(Monitor.DEFAULT_AGGREGATION_PERIOD.toSeconds())
            .says("Length of a report's period in whole seconds.");
    private static final Key<UnaryOperator<Thresholds>> THRESHOLDS =
            optional("thresholds", ThresholdsSchema.TYPE).says("When a probe is DEGRADED or DOWN.");
    private static final Key<Quorum> QUORUM =
            optional("quorum", QuorumSchema.TYPE).says("How many of its probes decide for it.");
    static final Key<List<Value>> PROBES =
            required(LIST, ValueTypes.list("probes", ProbeSchema.PROBE.form())).says("What is probed.");
    /** A whole file. */
    static final Schema FILE = new Schema(
            "monitor",
            Stream.of(
                            List.of(
                                    NAME,
                                    AGGREGATION_PERIOD,
                                    LabelSchema.TAGS,
                                    THRESHOLDS,
                                    QUORUM,
                                    LabelSchema.KEEP_SAMPLES_OF_ALL,
                                    PROBES),
                            LabelSchema.TIMES)
                    .flatMap(List::stream)
                    .toList());

    private final ProbeSchema probes = new ProbeSchema(MemoryBudget.roomOfThisJvm() / Demand.PROBE_BYTES + 1);

    void readProbe(Value item) {
        probes.read(item);
    }

    /** The document's monitor with the probes read before; incomplete when problems were reported. */
    Optional<Version<MonitorDraft>> read(Value document) {
        return FILE.section(document).flatMap(this::readMonitor);
    }

    private Optional<Version<MonitorDraft>> readMonitor(Section section) {
        Optional<String> name = section.read(NAME);
        Duration period =
                section.read(AGGREGATION_PERIOD).map(Duration::ofSeconds).orElse(Monitor.DEFAULT_AGGREGATION_PERIOD);
        Map<String, String> tags = section.readOr(LabelSchema.TAGS, Map.of());
        var thresholds = section.readOr(THRESHOLDS, UnaryOperator.identity());
        Quorum quorum = section.readOr(QUORUM, Quorum.DEFAULT);
        boolean keepSamples = section.readOr(LabelSchema.KEEP_SAMPLES_OF_ALL, false);
        Times times = LabelSchema.times(section);
        section.read(PROBES).ifPresent(items -> items.forEach(probes::read));
        return name.map(given -> {
            Value at = section.raw(NAME).orElseThrow();
            var claims = new ArrayList<>(probes.claims());
            claims.add(0, new Claim("monitor name", given, at.key(), at.place()));
            return new Version<>(
                    new MonitorDraft(given, period, tags, thresholds, quorum, keepSamples, times, probes.drafts()),
                    claims,
                    probes.demands(period, keepSamples));
        });
    }
}
