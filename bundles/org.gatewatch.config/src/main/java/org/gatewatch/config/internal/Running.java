package org.gatewatch.config.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.ConfigurationProblem;

/** What runs, with the files where it stands. Looks things up when asked: there may be very many. Immutable. */
public final class Running {
    private final Evaluation evaluation;

    Running(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    public Stream<Located<Monitor>> monitors() {
        return evaluation.monitors().entrySet().stream()
                .map(entry -> new Located<>(entry.getKey(), entry.getValue().content()));
    }

    public Optional<Located<Monitor>> monitor(String name) {
        return monitors().filter(it -> it.content().name().equals(name)).findFirst();
    }

    public Stream<Located<VpnConnection>> connections() {
        return evaluation.connections().entrySet().stream().flatMap(entry -> entry.getValue().content().stream()
                .map(connection -> new Located<>(entry.getKey(), connection)));
    }

    public Optional<Located<VpnConnection>> connection(UUID id) {
        return connections().filter(it -> it.content().id().equals(id)).findFirst();
    }

    public Stream<Subnet> subnets() {
        return evaluation.subnets().values().stream().flatMap(version -> version.content().stream());
    }

    /** What is wrong with the newest version of a file, which therefore does not run. */
    public List<ConfigurationProblem> problems(String file) {
        return evaluation.problems().stream()
                .filter(problem -> problem.file().equals(file))
                .toList();
    }
}
