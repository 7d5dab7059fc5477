package org.gatewatch.shell.internal.cli;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;

/**
 * What is new since the last look, a line each: every configuration problem as it comes and goes; every probe once, then
 * whenever its state, health or cause changed or a period was completed. For pipes and logs, where nothing can be drawn over. Not thread-safe.
 */
final class NewsLines {
    private final Map<String, String> lastNews = new HashMap<>();
    private Set<String> lastProblems = Set.of();

    List<String> of(StatusDocument document) {
        var lines = new ArrayList<String>();
        var names = new HashSet<String>();
        String at = document.at().truncatedTo(ChronoUnit.SECONDS).toString();
        problems(document).forEach(line -> lines.add(at + " " + line));
        for (ProbeEntry entry : document.probes()) {
            names.add(entry.path());
            if (!news(entry).equals(lastNews.put(entry.path(), news(entry)))) {
                lines.add(at + " " + line(entry));
            }
        }
        for (String gone : lastNews.keySet().stream().sorted().toList()) {
            if (!names.contains(gone)) {
                lines.add(at + " " + gone + " removed");
                lastNews.remove(gone);
            }
        }
        return lines;
    }

    private List<String> problems(StatusDocument document) {
        var now = new LinkedHashSet<String>();
        document.problems().forEach(problem -> now.add(Notices.text(problem)));
        var lines = new ArrayList<String>();
        now.stream().filter(p -> !lastProblems.contains(p)).forEach(p -> lines.add("configuration problem: " + p));
        lastProblems.stream().filter(p -> !now.contains(p)).forEach(p -> lines.add("no longer: " + p));
        lastProblems = now;
        return lines;
    }

    private static String news(ProbeEntry entry) {
        long sequence = entry.report() == null ? -1 : entry.report().sequence();
        return entry.state() + " " + entry.health() + " " + entry.cause() + " " + sequence;
    }

    private static String line(ProbeEntry entry) {
        var report = entry.report();
        String note = Figures.note(entry);
        return entry.path() + " " + entry.state() + " " + entry.health() + " cause=" + entry.cause() + " loss="
                + Figures.loss(report) + " lost/sent=" + Figures.lostOfSent(report) + " p50ms=" + Figures.p50(report)
                + " p95ms=" + Figures.p95(report) + (note.isEmpty() ? "" : " (" + note + ")");
    }
}
