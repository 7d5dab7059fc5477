package org.gatewatch.shell.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.gatewatch.api.desired.ConfigurationProblem;

/** Stands in for the config bundle: a folder with a file {@code bad} has two problems in two files. */
public final class FolderWithProblems implements ConfigurationCheck {
    @Override
    public List<ConfigurationProblem> check(Path folder) {
        if (!Files.exists(folder.resolve("bad"))) {
            return List.of();
        }
        return List.of(
                new ConfigurationProblem("a.yaml", 3, 5, "interval", "1x", "allowed are 10ms to 1h"),
                new ConfigurationProblem("b.yaml", 0, 0, "", "", "not YAML"));
    }
}
