package org.gatewatch.config.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.slf4j.Logger;

/** Writes to the log what one evaluation changed against the one before; nothing when it changed nothing. */
final class ChangeLog {
    /** Per file and evaluation; the rest is counted, and {@code gatewatch check} tells all. */
    private static final int MAX_LOGGED_PROBLEMS = 20;

    private static final int MAX_LOGGED_CHANGES = 5;

    private final Logger log;

    /** What a file says, and how a person calls it. */
    private record Content(Object said, String description) {}

    ChangeLog(Logger log) {
        this.log = log;
    }

    void log(Evaluation before, Evaluation now) {
        logNewProblems(before, now);
        var changes = changes(before, now);
        if (!changes.isEmpty()) {
            var state = now.state();
            log.info(
                    "configuration-changed: {}; now desired: {} connections, {} monitors, {} probes",
                    summary(changes),
                    state.connections().size(),
                    state.monitors().size(),
                    state.monitors().stream().mapToInt(m -> m.probes().size()).sum());
        }
    }

    private void logNewProblems(Evaluation before, Evaluation now) {
        var known = new HashSet<>(before.problems());
        Map<String, Integer> logged = new HashMap<>();
        for (ConfigurationProblem problem : now.problems()) {
            if (known.add(problem) && logged.merge(problem.file(), 1, Integer::sum) <= MAX_LOGGED_PROBLEMS) {
                log.warn("configuration-refused: {} ({})", problem, fate(problem.file(), now));
            }
        }
        logged.forEach((file, count) -> {
            if (count > MAX_LOGGED_PROBLEMS) {
                log.warn(
                        "configuration-refused: {}: {} more problems; gatewatch check shows all",
                        file,
                        count - MAX_LOGGED_PROBLEMS);
            }
        });
    }

    private static String fate(String file, Evaluation now) {
        return contents(now).containsKey(file)
                ? "not applied; the file's last good version keeps running"
                : "the file is not applied";
    }

    private static List<String> changes(Evaluation before, Evaluation now) {
        Map<String, Content> old = contents(before);
        Map<String, Content> current = contents(now);
        Set<String> mended = new HashSet<>(before.filesWithProblems());
        mended.removeAll(now.filesWithProblems());

        var changes = new ArrayList<String>();
        current.forEach((file, content) -> {
            if (!content.equals(old.get(file))) {
                changes.add("applied " + file + " (" + content.description() + ")");
            } else if (mended.contains(file)) {
                changes.add("mended " + file);
            }
        });
        old.keySet().stream()
                .filter(file -> !current.containsKey(file))
                .forEach(file -> changes.add("removed " + file));
        return changes;
    }

    private static Map<String, Content> contents(Evaluation evaluation) {
        Map<String, Content> contents = new TreeMap<>();
        evaluation.connections().forEach((file, version) -> contents.put(file, content(version, "connections")));
        evaluation.subnets().forEach((file, version) -> contents.put(file, content(version, "subnets")));
        evaluation.monitors().forEach((file, version) -> contents.put(file, content(version.content())));
        return contents;
    }

    private static Content content(Version<? extends List<?>> version, String ofWhat) {
        return new Content(version.content(), version.content().size() + " " + ofWhat);
    }

    private static Content content(Monitor monitor) {
        return new Content(
                monitor, "monitor " + monitor.name() + ", " + monitor.probes().size() + " probes");
    }

    private static String summary(List<String> changes) {
        int shown = Math.min(changes.size(), MAX_LOGGED_CHANGES);
        String first = String.join(", ", changes.subList(0, shown));
        return shown == changes.size() ? first : first + " and " + (changes.size() - shown) + " more";
    }
}
