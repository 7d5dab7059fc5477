package org.gatewatch.config.internal;

import java.nio.file.Path;
import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.config.internal.yaml.Problems;

/** The real reader of files, which looks when a test wants it to. In the reader's package, of which nothing is public. */
public final class FolderByHand {
    private final ConfigurationFolder folder;
    private Evaluation evaluation = Evaluation.NONE;

    /** Has seen nothing yet, as one that starts. */
    public FolderByHand(Path root) {
        folder = new ConfigurationFolder(root);
    }

    /** Reads all files; what they come to after all that was seen before. */
    public DesiredState look() {
        var files = folder.list(new Problems("test")).stream()
                .flatMap(file -> folder.read(file).stream())
                .toList();
        evaluation = evaluation.next(files, MemoryBudget.roomOfThisJvm());
        return evaluation.state();
    }

    /** What was wrong at the last look. */
    public List<ConfigurationProblem> problems() {
        return evaluation.problems();
    }
}
