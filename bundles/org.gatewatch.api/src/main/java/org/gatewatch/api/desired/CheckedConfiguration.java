package org.gatewatch.api.desired;

import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;

/**
 * What a configuration folder comes to for somebody who sees it for the first time. Immutable.
 *
 * @param state what would run; of a file with errors, nothing
 * @param problems errors and warnings, ordered by file and line
 */
public record CheckedConfiguration(DesiredState state, List<ConfigurationProblem> problems) {
    public CheckedConfiguration {
        problems = List.copyOf(problems);
    }

    /** Those problems that are of a severity, in order. */
    public List<ConfigurationProblem> problems(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
    }
}
