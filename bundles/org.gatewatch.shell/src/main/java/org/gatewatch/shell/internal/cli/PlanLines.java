package org.gatewatch.shell.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatewatch.shell.internal.cli.Palette.Tone;
import org.gatewatch.shell.internal.cli.Plan.Action;
import org.gatewatch.shell.internal.cli.Plan.Change;
import org.gatewatch.shell.internal.cli.Plan.Values;

/** A plan for people: a line for each change, then one that counts them. */
final class PlanLines {
    private static final String DEFAULT = "(default)";

    private PlanLines() {}

    static List<String> of(Plan plan, Palette palette) {
        var lines = new ArrayList<String>();
        plan.changes().forEach(change -> lines.add(palette.paint(tone(change), line(change))));
        lines.add(summary(plan));
        return lines;
    }

    private static Tone tone(Change change) {
        return switch (change.action()) {
            case ADD -> Tone.GOOD;
            case REMOVE -> Tone.BAD;
            case CHANGE -> Tone.WARNING;
        };
    }

    private static String line(Change change) {
        String what = change.kind() + " " + change.name();
        return switch (change.action()) {
            case ADD -> "+ " + what + list(change.keys(), values -> values.after());
            case REMOVE -> "- " + what;
            case CHANGE -> "~ " + what + list(change.keys(), PlanLines::both) + fate(change);
        };
    }

    private interface Text {
        String of(Values values);
    }

    private static String list(Map<String, Values> keys, Text text) {
        String list = keys.entrySet().stream()
                .map(key -> key.getKey() + " " + text.of(key.getValue()))
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : ": " + list;
    }

    private static String both(Values values) {
        return orDefault(values.before()) + " -> " + orDefault(values.after());
    }

    private static String orDefault(String value) {
        return value == null ? DEFAULT : value;
    }

    private static String fate(Change change) {
        if (!change.kind().equals("probe")) {
            return "";
        }
        return change.restarts() ? " (starts anew)" : " (keeps its windows)";
    }

    private static String summary(Plan plan) {
        if (plan.changes().isEmpty()) {
            return "Nothing would change; " + plan.unchanged() + " stay as they are.";
        }
        return "%d to add, %d to remove, %d to change (%s anew); %d stay as they are."
                .formatted(
                        plan.count(Action.ADD),
                        plan.count(Action.REMOVE),
                        plan.count(Action.CHANGE),
                        Words.count(plan.restarts(), "probe") + (plan.restarts() == 1 ? " starts" : " start"),
                        plan.unchanged());
    }
}
