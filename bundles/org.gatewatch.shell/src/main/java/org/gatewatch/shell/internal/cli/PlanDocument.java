package org.gatewatch.shell.internal.cli;

import java.util.List;
import java.util.Map;
import org.gatewatch.shell.internal.cli.Plan.Action;

/**
 * What {@code gatewatch plan --json} prints; its field names are an interface to others' programs, as those of the status.
 *
 * @param schema 1
 * @param changes as {@link Plan#changes()}
 */
record PlanDocument(int schema, List<Entry> changes, Summary summary) {
    /**
     * A change; {@code windows} is there for a probe that changes: {@code kept} or {@code restarted}; {@code id} for a
     * connection.
     */
    record Entry(String action, String kind, String name, String id, Map<String, Plan.Values> keys, String windows) {}

    /** How many. */
    record Summary(long added, long removed, long changed, long restarted, int unchanged) {}

    static PlanDocument of(Plan plan) {
        return new PlanDocument(
                1,
                plan.changes().stream().map(change -> entry(plan, change)).toList(),
                new Summary(
                        plan.count(Action.ADD),
                        plan.count(Action.REMOVE),
                        plan.count(Action.CHANGE),
                        plan.restarts(),
                        plan.unchanged()));
    }

    private static Entry entry(Plan plan, Plan.Change change) {
        String action =
                switch (change.action()) {
                    case ADD -> "add";
                    case REMOVE -> "remove";
                    case CHANGE -> "change";
                };
        boolean isProbe = change.kind().equals("probe") && change.action() == Action.CHANGE;
        String windows = change.restarts() ? "restarted" : "kept";
        String id = change.kind().equals("connection") ? change.id() : null;
        return new Entry(action, change.kind(), plan.name(change), id, change.keys(), isProbe ? windows : null);
    }
}
