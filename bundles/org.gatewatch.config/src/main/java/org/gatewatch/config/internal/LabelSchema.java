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
    static final Key<Map<String, String>> TAGS = optional("tags", MonitorTags::read);
    static final Key<String> VPC_ID = optional(
            "vpcId",
            ValueTypes.text(
                    Pattern.compile("vpc-[a-zA-Z0-9]{8,32}"),
                    "the id of a VPC is needed: vpc- and 8 to 32 of a-z A-Z 0-9"));
    private static final Key<String> ID = optional(
            "id",
            ValueTypes.text(
                    Pattern.compile("probe-[0-9a-z]{25}"), "the id of a probe is needed: probe- and 25 of 0-9 a-z"));
    private static final Key<Instant> CREATED_AT = optional("createdAt", instant());
    private static final Key<Instant> MODIFIED_AT = optional("modifiedAt", instant());

    static final List<Key<?>> TIMES = List.of(CREATED_AT, MODIFIED_AT);
    /** For the probe's schema. */
    static final List<Key<?>> PROBE_KEYS = List.of(ID, TAGS, VPC_ID, CREATED_AT, MODIFIED_AT);

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
        String allowed = "a time in UTC is needed, such as 2026-01-31T12:00:00Z";
        var type = ValueTypes.text(Pattern.compile("[0-9T:.-]{1,40}Z"), allowed);
        return value -> type.read(value).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                value.wrong(allowed); // it tells no more than that
                return Optional.empty();
            }
        });
    }
}
