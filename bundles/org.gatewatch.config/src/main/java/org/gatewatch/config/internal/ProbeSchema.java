package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;
import static org.gatewatch.config.internal.yaml.Key.required;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Thresholds;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.NumberTypes;
import org.gatewatch.config.internal.yaml.Place;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a probe in a monitor's file may say. Reads the probes of one monitor. */
final class ProbeSchema {
    private static final Key<String> NAME = required("name", ValueTypes.name()).says("Unique in its monitor.");
    private static final Key<Integer> MARK = optional("mark", NumberTypes.bits())
            .usually("0, none")
            .says("The firewall mark for which the kernel is asked for a route.");
    private static final Key<Duration> INTERVAL = optional(
                    "interval", NumberTypes.duration(Probe.MIN_INTERVAL, Probe.MAX_INTERVAL))
            .usually("1s")
            .says("Time between two packets.");
    private static final Key<Duration> TIMEOUT = optional(
                    "timeout", NumberTypes.duration(Probe.MIN_TIMEOUT, Probe.MAX_TIMEOUT))
            .usually("2s")
            .says("How long an answer counts as in time; may be longer than the interval.");
    private static final Key<UnaryOperator<Thresholds>> THRESHOLDS = optional("thresholds", ThresholdsSchema.TYPE)
            .says("What of the monitor's thresholds is otherwise for this probe.");
    private static final Key<Boolean> ENABLED = optional("enabled", ValueTypes.trueOrFalse())
            .usually(true)
            .says("Whether packets are sent at all; a probe that is switched off is listed as INACTIVE.");
    static final Schema PROBE = new Schema(
                    "probe",
                    Stream.of(
                                    List.of(NAME),
                                    TargetSchema.KEYS,
                                    List.of(MARK),
                                    PacketSchema.KEYS,
                                    List.of(INTERVAL, TIMEOUT, THRESHOLDS, ENABLED),
                                    LabelSchema.PROBE_KEYS)
                            .flatMap(List::stream)
                            .toList())
            .where(TargetSchema.RULES)
            .where(PacketSchema.RULES);

    private static final String DEFAULT_INTERVAL = Probe.DEFAULT_INTERVAL.toSeconds() + "s (default)";

    private final long maxProbes;
    private final List<ProbeDraft> drafts = new ArrayList<>();
    private final List<IntervalPlace> intervals = new ArrayList<>();
    private final Map<String, Place> names = new HashMap<>();
    private final Claims claims = new Claims();
    private final Shared<Packet> packets = new Shared<>();
    private final Shared<Duration> durations = new Shared<>();
    private final Shared<String> intervalTexts = new Shared<>();
    private final Shared<UnaryOperator<Thresholds>> levels = new Shared<>();

    /** Where a draft's interval stands, or the draft when it says none. */
    private record IntervalPlace(String interval, int line, int column) {}

    /** @param maxProbes that fit this JVM's heap; there is no use in keeping what comes after them */
    ProbeSchema(long maxProbes) {
        this.maxProbes = maxProbes;
    }

    /** The probes that have been read, in order; without those that have problems. */
    List<ProbeDraft> drafts() {
        return List.copyOf(drafts);
    }

    /** The memory that each of {@link #drafts()} needs. */
    List<Demand> demands(Duration aggregationPeriod, boolean keepSamples) {
        var demands = new ArrayList<Demand>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            ProbeDraft draft = drafts.get(i);
            IntervalPlace at = intervals.get(i);
            long bytes = Demand.bytes(aggregationPeriod, draft.timeout(), draft.interval());
            if (draft.keepSamples().orElse(keepSamples)) {
                bytes += Demand.bytesOfKept(aggregationPeriod, draft.interval());
            }
            demands.add(new Demand(Demand.Kind.PROBE, bytes, i, at.interval(), at.line(), at.column()));
        }
        return List.copyOf(demands);
    }

    /** The names of probes that are unique on this gateway. */
    List<Claim> claims() {
        return claims.all();
    }

    void read(Value item) {
        if (drafts.size() < maxProbes) {
            PROBE.section(item).ifPresent(this::read);
        }
    }

    private void read(Section section) {
        Optional<String> name = section.read(NAME);
        name.ifPresent(given -> claimName(given, section));
        Optional<Target> target = TargetSchema.read(section);
        Optional<Packet> packet = PacketSchema.read(section);
        int mark = section.readOr(MARK, 0);
        Duration interval = section.readOr(INTERVAL, Probe.DEFAULT_INTERVAL);
        Duration timeout = section.readOr(TIMEOUT, Probe.DEFAULT_TIMEOUT);
        boolean refusedAnswers = PacketSchema.refusedAnswers(section);
        var thresholds = section.readOr(THRESHOLDS, UnaryOperator.identity());
        boolean enabled = section.readOr(ENABLED, true);
        var labels = LabelSchema.probe(section, claims);
        var keepSamples = section.read(LabelSchema.KEEP_SAMPLES_OF_ONE);
        if (name.isPresent() && target.isPresent() && packet.isPresent()) {
            drafts.add(new ProbeDraft(
                    name.get(),
                    target.get(),
                    mark,
                    packets.of(packet.get()),
                    durations.of(interval),
                    durations.of(timeout),
                    refusedAnswers,
                    levels.of(thresholds),
                    enabled,
                    labels,
                    keepSamples));
            intervals.add(intervalPlace(section));
        }
    }

    private IntervalPlace intervalPlace(Section section) {
        Optional<Value> given = section.raw(INTERVAL);
        Place place = given.orElse(section.self()).place();
        String text = given.flatMap(ValueTypes::scalar).orElse(DEFAULT_INTERVAL);
        return new IntervalPlace(intervalTexts.of(text), place.line(), place.column());
    }

    private void claimName(String name, Section section) {
        Value at = section.raw(NAME).orElseThrow();
        Place first = names.putIfAbsent(name, at.place());
        if (first != null) {
            at.wrong("a probe of this name is already at " + first, "a name that is unique in its monitor");
        }
    }
}
