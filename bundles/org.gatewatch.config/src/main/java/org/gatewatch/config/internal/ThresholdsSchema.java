package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;
import static org.gatewatch.config.internal.yaml.Key.required;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.NumberTypes;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueType;

/**
 * What {@code thresholds} may say, of a monitor or of one of its probes. Read as what puts its keys over thresholds that
 * are less special: a key that is not there leaves theirs.
 */
final class ThresholdsSchema {
    private static final Duration MIN_RTT = Duration.ofMillis(1);

    private static final Key<Integer> MIN_SAMPLES = optional("minSamples", samples())
            .usually(Thresholds.DEFAULT.minSamples())
            .says("Below so many judged packets there is no verdict but DOWN.");
    private static final Key<Integer> DOWN_AFTER = optional("downAfter", samples())
            .usually(Thresholds.DEFAULT.downAfter())
            .says("So many unanswered packets in a row are DOWN.");
    private static final Key<Integer> UP_AFTER = optional("upAfter", samples())
            .usually(Thresholds.DEFAULT.upAfter())
            .says("So many answered packets in a row end DOWN.");
    private static final Key<Levels<Double>> LOSS = optional(
                    "lossPercent", levels(NumberTypes.percent(), Thresholds::usualClearLoss, "half of `raise`"))
            .usually("raise 5, clear 2.5")
            .says("DEGRADED is raised at the upper level and cleared below the lower one; over the last 30 s.");
    private static final Key<Levels<Duration>> RTT = optional(
                    "rtt",
                    levels(
                            NumberTypes.duration(MIN_RTT, Probe.MAX_TIMEOUT),
                            Thresholds::usualClearRtt,
                            "nine tenths of `raise`"))
            .usually("raises nothing")
            .says("The same for round trips.");
    private static final Key<Duration> RAISE_AFTER =
            optional("raiseAfter", hold()).usually("0s").says("How long a level must be reached before it counts.");
    private static final Key<Duration> CLEAR_AFTER =
            optional("clearAfter", hold()).usually("0s").says("How long it must be left before that counts.");
    static final Schema THRESHOLDS =
            new Schema("thresholds", MIN_SAMPLES, DOWN_AFTER, UP_AFTER, LOSS, RTT, RAISE_AFTER, CLEAR_AFTER);

    static final ValueType<UnaryOperator<Thresholds>> TYPE = ValueType.of(THRESHOLDS.form(), ThresholdsSchema::read);

    private ThresholdsSchema() {}

    private static Optional<UnaryOperator<Thresholds>> read(Value value) {
        return THRESHOLDS.section(value).map(ThresholdsSchema::over);
    }

    private static UnaryOperator<Thresholds> over(Section section) {
        return new Over(
                section.read(MIN_SAMPLES),
                section.read(DOWN_AFTER),
                section.read(UP_AFTER),
                section.read(LOSS),
                section.read(RTT),
                section.read(RAISE_AFTER),
                section.read(CLEAR_AFTER));
    }

    /** A record, so that probes of which the same is said can share it. */
    private record Over(
            Optional<Integer> minSamples,
            Optional<Integer> downAfter,
            Optional<Integer> upAfter,
            Optional<Levels<Double>> loss,
            Optional<Levels<Duration>> rtt,
            Optional<Duration> raiseAfter,
            Optional<Duration> clearAfter)
            implements UnaryOperator<Thresholds> {
        @Override
        public Thresholds apply(Thresholds base) {
            return new Thresholds(
                    minSamples.orElse(base.minSamples()),
                    downAfter.orElse(base.downAfter()),
                    upAfter.orElse(base.upAfter()),
                    loss.orElse(base.loss()),
                    rtt.or(base::rtt),
                    raiseAfter.orElse(base.raiseAfter()),
                    clearAfter.orElse(base.clearAfter()));
        }
    }

    private static ValueType<Integer> samples() {
        return NumberTypes.wholeNumber(1, Thresholds.MAX_SAMPLES, "samples");
    }

    private static ValueType<Duration> hold() {
        return NumberTypes.duration(Duration.ZERO, Thresholds.MAX_HOLD);
    }

    /**
     * A pair of levels, of which the lower one may be left out.
     *
     * @param usualClear what it is then, made of the upper one
     * @param usually the same in words
     */
    private static <T extends Comparable<T>> ValueType<Levels<T>> levels(
            ValueType<T> level, UnaryOperator<T> usualClear, String usually) {
        var raise = required("raise", level);
        var clear = optional("clear", level).usually(usually);
        var schema = new Schema("pair of levels", raise, clear);
        var form = schema.form()
                .inWords(
                        "`{raise: …, clear: …}`, both " + level.form().words() + "; `clear`, if absent, is " + usually);
        return ValueType.of(form, value -> schema.section(value).flatMap(section -> {
            var above = section.read(raise);
            var below = section.read(clear).or(() -> above.map(usualClear));
            boolean areOrdered = above.isPresent() && below.get().compareTo(above.get()) <= 0;
            if (above.isPresent() && !areOrdered) {
                section.wrong(
                        clear, "above the level at which it is raised", "at most the level at which it is raised");
            }
            return areOrdered ? Optional.of(new Levels<>(above.get(), below.get())) : Optional.empty();
        }));
    }
}
