package org.gatewatch.shell.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
        plan.changes().forEach(change -> lines.add(palette.paint(tone(change), line(plan, change))));
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

    private static String line(Plan plan, Change change) {
        String what = change.kind() + " " + plan.name(change);
        return switch (change.action()) {
            case ADD -> "+ " + what + list(plan, change, Values::after);
            case REMOVE -> "- " + what;
            case CHANGE -> "~ " + what + list(plan, change, PlanLines::both) + fate(change);
        };
    }

    private static String list(Plan plan, Change change, Function<Values, String> text) {
        String list = change.keys().entrySet().stream()
                .map(key -> key.getKey() + " " + text.apply(shown(plan, key.getKey(), key.getValue())))
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : ": " + list;
    }

    /** Connections are called by their names. */
    private static Values shown(Plan plan, String key, Values values) {
        var names = plan.connections();
        return key.equals("vpnConnectionId")
                ? new Values(
                        names.getOrDefault(values.before(), values.before()),
                        names.getOrDefault(values.after(), values.after()))
                : values;
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
