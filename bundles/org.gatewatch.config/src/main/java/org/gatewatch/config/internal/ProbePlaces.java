package org.gatewatch.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import org.gatewatch.config.internal.yaml.Problems;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;
import org.gatewatch.config.internal.yaml.YamlText;

/** Finds where in a file something about its probes is to be said, by reading it once more: what runs keeps no places. */
final class ProbePlaces {
    private final Path file;
    private final Map<Integer, List<Advice.Finding>> byIndex;
    private final List<ConfigurationProblem> warnings = new ArrayList<>();
    private int index;

    private ProbePlaces(Path file, List<Advice.Finding> findings) {
        this.file = file;
        this.byIndex = findings.stream().collect(Collectors.groupingBy(Advice.Finding::index));
    }

    /** The findings with their places, in the file's order. */
    static List<ConfigurationProblem> warnings(Path file, List<Advice.Finding> findings) {
        var places = new ProbePlaces(file, findings);
        try (InputStream in = Files.newInputStream(file)) {
            new YamlText(MonitorSchema.LIST, places::take)
                    .read(in, new Problems(file.toString()))
                    .flatMap(document -> document.child(MonitorSchema.LIST))
                    .flatMap(list -> MonitorSchema.PROBES.type().read(list))
                    .ifPresent(items -> items.forEach(places::take)); // a list with an anchor comes in one piece
        } catch (IOException e) {
            // gone since it was checked, and nobody needs advice about it any more
            return List.of();
        }
        return places.warnings;
    }

    private void take(Value probe) {
        for (var finding : byIndex.getOrDefault(index++, List.of())) {
            var given = probe.child(finding.key());
            var place = given.orElse(probe).place();
            warnings.add(new ConfigurationProblem(
                    file.toString(),
                    place.line(),
                    place.column(),
                    probe.key() + '.' + finding.key(),
                    given.flatMap(ValueTypes::scalar).orElse(""),
                    finding.message(),
                    Severity.WARNING));
        }
    }
}
