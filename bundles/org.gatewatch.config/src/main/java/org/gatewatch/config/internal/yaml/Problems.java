package org.gatewatch.config.internal.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Everything that is wrong with one file. Keeps a bounded number of problems and says that there are more. */
public final class Problems {
    /** More than anybody mends in one go; bounds what a huge file of another kind can cost. */
    static final int MAX_PROBLEMS = 1000;

    private static final int MAX_VALUE_LENGTH = 60;

    private final String file;
    private final List<ConfigurationProblem> found = new ArrayList<>();
    private boolean hasMore;

    public Problems(String file) {
        this.file = file;
    }

    /** Reports a problem of the file as a whole. */
    public void add(String message) {
        add(new Place(file, 0, 0), "", "", message);
    }

    public void add(Place place, String key, String value, String message) {
        if (found.size() >= MAX_PROBLEMS) {
            hasMore = true;
            return;
        }
        found.add(new ConfigurationProblem(
                place.file(), place.line(), place.column(), readable(key), readable(value), message));
    }

    /** What is wrong and, in the form that all messages share, what is allowed. */
    public static String message(String what, String allowed) {
        return what + " (allowed: " + allowed + ")";
    }

    /** Whether there is no use in looking for more. */
    public boolean isFull() {
        return hasMore;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of their places. */
    public List<ConfigurationProblem> list() {
        var all = new ArrayList<>(found);
        all.sort(Comparator.comparing(ConfigurationProblem::line).thenComparing(ConfigurationProblem::column));
        if (hasMore) {
            all.add(new ConfigurationProblem(file, 0, 0, "", "", "has more than " + MAX_PROBLEMS + " problems"));
        }
        return List.copyOf(all);
    }

    Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Place(file, 0, 0));
    }

    public Place place(int line, int column) {
        return new Place(file, line, column);
    }

    /** Short, and free of characters that would disturb a terminal or forge a line of the log. */
    private static String readable(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= MAX_VALUE_LENGTH;
        String cut = fits ? text : text.substring(0, text.offsetByCodePoints(0, MAX_VALUE_LENGTH)) + "…";
        return cut.replaceAll("\\p{C}", "?");
    }
}
