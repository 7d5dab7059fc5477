package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.Times;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.ValueType;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What may be said of monitors, probes and connections beside what is measured. */
final class LabelSchema {
    static final Key<Map<String, String>> TAGS =
            optional("tags", MonitorTags.TYPE).says("Your own words, carried by every report.");
    static final Key<String> VPC_ID = optional(
                    "vpcId",
                    ValueTypes.text(Pattern.compile("vpc-[a-zA-Z0-9]{8,32}"), "vpc- and 8 to 32 of a-z A-Z 0-9"))
            .says("The VPC that the source is said to be in.");
    private static final Key<String> ID = optional(
                    "id", ValueTypes.text(Pattern.compile("probe-[0-9a-z]{25}"), "probe- and 25 of 0-9 a-z"))
            .usually("made from the names of monitor and probe")
            .says("Its identity for clients, unique over all files.");
    private static final Key<Boolean> KEEP_SAMPLES = optional("keepSamples", ValueTypes.trueOrFalse());
    /** Of a monitor. */
    static final Key<Boolean> KEEP_SAMPLES_OF_ALL = KEEP_SAMPLES
            .usually(false)
            .says("Whether the history keeps each packet's fate, for `samples.hours`, beside the periods.");
    /** Of a probe. */
    static final Key<Boolean> KEEP_SAMPLES_OF_ONE =
            KEEP_SAMPLES.usually("the monitor's").says("The same for this probe.");

    private static final Key<Instant> CREATED_AT =
            optional("createdAt", instant()).says("When it was made; clients are told.");
    private static final Key<Instant> MODIFIED_AT =
            optional("modifiedAt", instant()).says("When it was changed last; clients are told.");

    static final List<Key<?>> TIMES = List.of(CREATED_AT, MODIFIED_AT);
    /** For the probe's schema. */
    static final List<Key<?>> PROBE_KEYS = List.of(ID, TAGS, VPC_ID, KEEP_SAMPLES_OF_ONE, CREATED_AT, MODIFIED_AT);

    private LabelSchema() {}

    static Times times(Section section) {
        var created = section.read(CREATED_AT);
        var modified = section.read(MODIFIED_AT);
        return created.isEmpty() && modified.isEmpty() ? Times.NONE : new Times(created, modified);
    }

    /** What is said of a probe; an id is claimed. */
    static ProbeLabels probe(Section section, Claims claims) {
        var id = section.read(ID);
        id.ifPresent(given -> claims.add("probe id", given, section.raw(ID).orElseThrow()));
        var labels = new ProbeLabels(
                id, section.readOr(TAGS, Map.of()), section.read(VPC_ID), Optional.empty(), times(section));
        return labels.equals(ProbeLabels.NONE) ? ProbeLabels.NONE : labels;
    }

    private static ValueType<Instant> instant() {
        String allowed = "a time in UTC, such as 2026-01-31T12:00:00Z";
        var type = ValueTypes.text(Pattern.compile("[0-9T:.-]{1,40}Z"), allowed);
        return ValueType.of(
                type.form().inWords("a time in UTC, such as `2026-01-31T12:00:00Z`"),
                value -> type.read(value).flatMap(text -> {
                    try {
                        return Optional.of(Instant.parse(text));
                    } catch (DateTimeException e) {
                        value.wrong("there is no such time", allowed);
                        return Optional.empty();
                    }
                }));
    }
}
