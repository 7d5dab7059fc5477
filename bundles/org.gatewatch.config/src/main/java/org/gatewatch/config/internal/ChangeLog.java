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

    ChangeLog(Logger log) {
        this.log = log;
    }

    void log(Evaluation before, Evaluation now) {
        logNewProblems(before, now);
        var changes = changes(before, now);
        if (!changes.isEmpty()) {
            var state = now.state();
            log.info(
                    "{}; now desired: {} connections, {} monitors, {} probes",
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
                log.warn("{} ({})", problem, fate(problem.file(), now));
            }
        }
        logged.forEach((file, count) -> {
            if (count > MAX_LOGGED_PROBLEMS) {
                log.warn("{}: {} more problems; gatewatch check shows all", file, count - MAX_LOGGED_PROBLEMS);
            }
        });
    }

    private static String fate(String file, Evaluation now) {
        boolean isRunning =
                now.monitors().containsKey(file) || now.connections().containsKey(file);
        return isRunning ? "not applied; the file's last good version keeps running" : "the file is not applied";
    }

    private static List<String> changes(Evaluation before, Evaluation now) {
        Map<String, Object> old = contents(before);
        Map<String, Object> current = contents(now);
        Set<String> mended = new HashSet<>(before.filesWithProblems());
        mended.removeAll(now.filesWithProblems());

        var changes = new ArrayList<String>();
        current.forEach((file, content) -> {
            if (!content.equals(old.get(file))) {
                changes.add("applied " + file + " (" + describe(content) + ")");
            } else if (mended.contains(file)) {
                changes.add("mended " + file);
            }
        });
        old.keySet().stream()
                .filter(file -> !current.containsKey(file))
                .forEach(file -> changes.add("removed " + file));
        return changes;
    }

    private static Map<String, Object> contents(Evaluation evaluation) {
        Map<String, Object> contents = new TreeMap<>();
        evaluation.connections().forEach((file, version) -> contents.put(file, version.content()));
        evaluation.monitors().forEach((file, version) -> contents.put(file, version.content()));
        return contents;
    }

    private static String describe(Object content) {
        return content instanceof Monitor monitor
                ? "monitor " + monitor.name() + ", " + monitor.probes().size() + " probes"
                : ((List<?>) content).size() + " connections";
    }

    private static String summary(List<String> changes) {
        int shown = Math.min(changes.size(), MAX_LOGGED_CHANGES);
        String first = String.join(", ", changes.subList(0, shown));
        return shown == changes.size() ? first : first + " and " + (changes.size() - shown) + " more";
    }
}
