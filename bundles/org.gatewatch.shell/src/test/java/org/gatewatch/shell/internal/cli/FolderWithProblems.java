package org.gatewatch.shell.internal.cli;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import org.gatewatch.api.desired.DesiredState;

/**
 * Stands in for the config bundle: a folder with a file {@code bad} has two problems in two files, and a probe of which a
 * round trip of 80 ms or more is known has a warning. All folders have the probe branches/rome.
 */
public final class FolderWithProblems implements ConfigurationCheck {
    private static final ProbeId ROME = new ProbeId("branches", "rome");

    @Override
    public CheckedConfiguration check(Path folder, SeenRtt seen) {
        var problems = new ArrayList<ConfigurationProblem>();
        if (Files.exists(folder.resolve("bad"))) {
            problems.add(new ConfigurationProblem("a.yaml", 3, 5, "interval", "1x", "allowed are 10ms to 1h"));
            problems.add(new ConfigurationProblem("b.yaml", 0, 0, "", "", "not YAML"));
        }
        Optional<Duration> p95 = seen.p95(ROME);
        if (p95.isPresent() && p95.get().toMillis() >= 80) {
            problems.add(new ConfigurationProblem("c.yaml", 1, 2, "timeout", "80ms", "too short", Severity.WARNING));
        }
        var rome = Probe.to("rome", InetAddress.getLoopbackAddress());
        var monitor = new Monitor("branches", Duration.ofSeconds(60), Map.of(), List.of(rome), Quorum.DEFAULT);
        return new CheckedConfiguration(new DesiredState(List.of(), List.of(monitor)), problems);
    }

    @Override
    public Set<String> secretKeys() {
        return Set.of("v3.users");
    }
}
