package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;

import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Quorum;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.NumberTypes;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueType;

/** What {@code quorum} may say, of a monitor or of a VPN connection. */
final class QuorumSchema {
    private static final int MAX_PROBES = 100_000;

    private static final Key<Integer> DOWN = optional("down", NumberTypes.wholeNumber(1, MAX_PROBES, "probes"))
            .usually("all")
            .says("So many probes must be DOWN for it to be DOWN.");
    private static final Key<Integer> DEGRADED = optional("degraded", NumberTypes.wholeNumber(1, MAX_PROBES, "probes"))
            .usually(Quorum.DEFAULT.degraded())
            .says("So many probes must be bad for it to be DEGRADED.");
    static final Schema QUORUM = new Schema("quorum", DOWN, DEGRADED);

    static final ValueType<Quorum> TYPE = ValueType.of(QUORUM.form(), QuorumSchema::read);

    private QuorumSchema() {}

    private static Optional<Quorum> read(Value value) {
        return QUORUM.section(value)
                .map(section -> new Quorum(
                        section.read(DOWN).map(OptionalInt::of).orElse(Quorum.DEFAULT.down()),
                        section.readOr(DEGRADED, Quorum.DEFAULT.degraded())));
    }
}
