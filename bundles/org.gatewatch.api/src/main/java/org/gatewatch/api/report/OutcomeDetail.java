package org.gatewatch.api.report;

import java.util.Objects;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.IcmpError;

/**
 * Why samples of one period ended as they did: one entry for each outcome but {@code ANSWERED} and each reason. Immutable.
 *
 * @param outcome how they ended
 * @param cause where the fault is
 * @param reason what a person reads, for example {@code no route to the destination} or {@code the clock was stepped}
 * @param samples how many
 * @param error the ICMP error; only where the outcome is {@code UNREACHABLE}, and empty there when the destination does
 *     not answer neighbour discovery, and for the rest of a period that brought more than eight different errors
 */
public record OutcomeDetail(Outcome outcome, Cause cause, String reason, int samples, Optional<IcmpError> error) {
    public OutcomeDetail {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(error, "error");
    }
}
