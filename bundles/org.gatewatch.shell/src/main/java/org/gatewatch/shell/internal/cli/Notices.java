package org.gatewatch.shell.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusDocument.ProblemEntry;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;
import org.gatewatch.shell.internal.cli.Palette.Tone;

/** What the figures cannot be trusted without, and who does not hear of them. */
final class Notices {
    private static final int MAX_PROBLEMS = 5;

    private Notices() {}

    static List<String> of(StatusDocument document, Palette palette) {
        var lines = new ArrayList<String>();
        document.missing().stream()
                .map(service -> service + " is not running: its part of this table is empty (see the log)")
                .forEach(notice -> lines.add(warning(notice, palette)));
        addProblems(document, lines, palette);
        Stream.of(
                        Figures.dropped(document.counters()).stream(),
                        Figures.store(document.history()).stream(),
                        document.reporters().stream()
                                .filter(Attention::isSilent)
                                .map(Notices::silent),
                        document.reporters().stream()
                                .filter(reporter -> reporter.lost() > 0)
                                .map(reporter -> reporter.name() + ": " + Words.count(reporter.lost(), "report")
                                        + " lost since the start"))
                .flatMap(notices -> notices)
                .forEach(notice -> lines.add(warning(notice, palette)));
        if (document.missing().isEmpty() && document.probes().isEmpty()) {
            lines.add("Nothing is watched: put files into connections/ and monitors/ of the configuration folder.");
        }
        return lines;
    }

    private static void addProblems(StatusDocument document, List<String> lines, Palette palette) {
        var byKind = document.problems().stream()
                .collect(Collectors.partitioningBy(problem -> problem.file().endsWith(".cfg")));
        addProblems(
                "configuration problem",
                "a file's last good version, if it had one, keeps running:",
                byKind.get(false),
                lines,
                palette);
        addProblems(
                "problem of settings",
                "what reads a refused value stands still until it is mended, an unknown key is left out:",
                byKind.get(true),
                lines,
                palette);
    }

    private static void addProblems(
            String thing, String consequence, List<ProblemEntry> problems, List<String> lines, Palette palette) {
        if (problems.isEmpty()) {
            return;
        }
        lines.add(warning(Words.count(problems.size(), thing) + "; " + consequence, palette));
        problems.stream().limit(MAX_PROBLEMS).forEach(problem -> lines.add("  " + text(problem)));
        if (problems.size() > MAX_PROBLEMS) {
            lines.add("  and " + (problems.size() - MAX_PROBLEMS) + " more: gatewatch check");
        }
    }

    private static String silent(ReporterEntry reporter) {
        String what = reporter.name() + " (" + reporter.peer() + ") "
                + (reporter.connected() ? "has a problem" : "does not work");
        String why = reporter.problem() == null ? "" : ": " + reporter.problem();
        String waiting = reporter.waiting() == 0 ? "" : "; " + Words.count(reporter.waiting(), "report") + " waiting";
        return what + why + waiting;
    }

    private static String warning(String text, Palette palette) {
        return palette.paint(Tone.WARNING, "! " + text);
    }

    /** As {@code gatewatch check} says it. */
    static String text(ProblemEntry problem) {
        return new ConfigurationProblem(
                        problem.file(),
                        problem.line(),
                        problem.column(),
                        problem.key(),
                        problem.value(),
                        problem.message())
                .toString();
    }
}
