package org.gatewatch.config.internal;

import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;

/** A new text of a file was not taken, because it or another file would then have a problem. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> problems;

    RefusedException(List<ConfigurationProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /** Whether there is not enough memory for it. */
    public boolean isShortage() {
        return problems.stream().anyMatch(MemoryBudget::isShortage);
    }

    /** Whether a name that it gives is taken. */
    public boolean isTaken() {
        return problems.stream().anyMatch(Claim::isTaken);
    }

    /** What would be wrong, at least one thing. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
