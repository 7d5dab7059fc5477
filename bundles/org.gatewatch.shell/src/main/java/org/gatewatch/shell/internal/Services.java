package org.gatewatch.shell.internal;

import java.util.List;
import java.util.Optional;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.Rehearsal;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.Reporter;
import org.gatewatch.api.resource.Resources;

/** Who there is to ask at one moment. */
record Services(
        Optional<Monitoring> monitoring,
        Optional<Configuration> configuration,
        Optional<History> history,
        Optional<Rehearsal> rehearsal,
        Optional<Resources> resources,
        List<Reporter> reporters,
        Optional<FailedComponents> failed) {
    /** Nothing runs. */
    static final Services NONE = new Services(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
}
