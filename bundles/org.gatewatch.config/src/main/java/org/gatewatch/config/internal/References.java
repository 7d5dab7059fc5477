package org.gatewatch.config.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.Target.Reference;
import org.gatewatch.config.internal.yaml.Problems;

/** Follows what probes refer to: VPN connections and subnets that run. */
final class References {
    private final KnownEnds known;
    private final List<String> brokenFiles;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /** @param brokenFiles the files of connections and subnets whose newest version does not run */
    References(KnownEnds known, List<String> brokenFiles) {
        this.known = known;
        this.brokenFiles = brokenFiles;
    }

    List<ConfigurationProblem> problems() {
        return List.copyOf(problems);
    }

    /** The monitor with all ends; empty, with problems, when something that it refers to is not there. */
    Optional<Version<Monitor>> resolve(Version<MonitorDraft> version) {
        MonitorDraft draft = version.content();
        var missing = new ArrayList<Reference>();
        for (var probe : draft.probes()) {
            if (probe.target() instanceof Reference reference
                    && reference.problem(known).isPresent()) {
                missing.add(reference);
            }
        }
        if (missing.isEmpty()) {
            return Optional.of(version.saying(draft.resolve(known)));
        }
        report(missing);
        return Optional.empty();
    }

    /** While a file of connections or subnets is broken, one line per monitor is enough: mending that file may mend them all. */
    private void report(List<Reference> missing) {
        if (brokenFiles.isEmpty()) {
            missing.forEach(reference -> report(reference, ""));
        } else {
            report(missing.get(0), "; first mend " + brokenFiles.get(0));
        }
    }

    private void report(Reference reference, String advice) {
        var place = reference.place();
        problems.add(new ConfigurationProblem(
                place.file(),
                place.line(),
                place.column(),
                reference.key(),
                reference.text(),
                Problems.message(reference.problem(known).orElseThrow() + advice, reference.allowed())));
    }
}
