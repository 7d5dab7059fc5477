package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.managed.AtomicFile;

/**
 * A change from inside: tried first, then written, then made to run. The watcher, which sees the file later, finds in it
 * what runs already.
 *
 * @param files what has been read, by file
 * @param evaluation what runs
 * @param apply makes another set of files run
 */
record FolderChange(
        ConfigurationFolder folder,
        Map<Path, ReadFile> files,
        Evaluation evaluation,
        BiConsumer<Map<Path, ReadFile>, Evaluation> apply)
        implements LiveFiles.Folder {
    /** How a trial gets onto the disk. */
    private interface Writing {
        void write() throws IOException;
    }

    /** What stays of a problem when another file changes: its text tells lines of that file, or how much memory is left. */
    private record Fault(String file, String key, Kind kind) {
        enum Kind {
            TAKEN,
            SHORTAGE,
            OTHER
        }

        static Fault of(ConfigurationProblem problem) {
            if (MemoryBudget.isShortage(problem)) {
                return new Fault(problem.file(), "", Kind.SHORTAGE); // at the first probe that goes over, which varies
            }
            return new Fault(problem.file(), problem.key(), Claim.isTaken(problem) ? Kind.TAKEN : Kind.OTHER);
        }
    }

    @Override
    public Running running() {
        return new Running(evaluation);
    }

    @Override
    public Path monitorFile(String name) {
        return folder.managedMonitor(name);
    }

    @Override
    public Path connectionFile(String name) {
        return folder.managedConnection(name);
    }

    @Override
    public void check(Path file, byte[] text) throws RefusedException {
        readGood(file, text);
    }

    private ReadFile readGood(Path file, byte[] text) throws RefusedException {
        ReadFile read = folder.read(file, text);
        var half = evaluation.half(read);
        if (half.isPresent() || !read.problems().isEmpty()) {
            throw new RefusedException(half.map(List::of).orElse(read.problems()));
        }
        return read;
    }

    @Override
    public void write(Path file, byte[] text) throws IOException, RefusedException {
        var trial = new TreeMap<>(files);
        trial.put(file, readGood(file, text));
        apply(trial, () -> AtomicFile.write(file, text));
    }

    @Override
    public void delete(Path file) throws IOException, RefusedException {
        var trial = new TreeMap<>(files);
        trial.remove(file);
        apply(trial, () -> AtomicFile.delete(file));
    }

    private void apply(Map<Path, ReadFile> trial, Writing writing) throws IOException, RefusedException {
        Evaluation next = evaluation.next(trial.values(), MemoryBudget.roomOfThisJvm());
        var known = evaluation.problems().stream().map(Fault::of).collect(Collectors.toSet());
        var fresh = next.problems().stream()
                .filter(problem -> !known.contains(Fault.of(problem)))
                .toList();
        if (!fresh.isEmpty()) {
            throw new RefusedException(fresh);
        }
        writing.write();
        apply.accept(trial, next);
    }
}
