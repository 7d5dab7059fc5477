package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.gatewatch.config.internal.settings.SettingsCheck;
import org.gatewatch.config.internal.yaml.Problems;

/** The check of the command line: what the running gateway does with the same files, without running anything. */
public final class FolderCheck implements ConfigurationCheck {
    @Override
    public CheckedConfiguration check(Path path, SeenRtt seen) {
        var folder = new ConfigurationFolder(path);
        var problems = new Problems(path.toString());
        folder.checkContents(problems);
        var files = folder.list(problems).stream()
                .flatMap(file -> folder.read(file).stream())
                .toList();
        var all = new ArrayList<>(problems.list());
        if (Files.isDirectory(path)) {
            all.addAll(SettingsCheck.check(path, FolderCheck.class.getClassLoader()));
        }
        var evaluation = Evaluation.of(files);
        all.addAll(evaluation.problems());
        all.addAll(Advice.of(path, evaluation, seen));
        return new CheckedConfiguration(evaluation.state(), all);
    }

    @Override
    public Set<String> secretKeys() throws IOException {
        return SettingsCheck.secretKeys(FolderCheck.class.getClassLoader());
    }
}
