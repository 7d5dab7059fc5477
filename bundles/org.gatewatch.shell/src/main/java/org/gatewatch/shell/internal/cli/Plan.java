package org.gatewatch.shell.internal.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.shell.internal.ConfiguredKeys;
import org.gatewatch.shell.internal.RunningState;

/**
 * What would change in a running instance if it had other files.
 *
 * @param changes connections, then monitors, then probes; in each those of now in their order, then what is new
 * @param unchanged how many connections, monitors and probes stay as they are
 * @param connections the names of all connections, by their ids
 */
record Plan(List<Change> changes, int unchanged, Map<String, String> connections) {
    private static final String CONNECTION = "connection";

    Plan {
        changes = List.copyOf(changes);
    }

    /** What happens to something. */
    enum Action {
        ADD,
        REMOVE,
        CHANGE
    }

    /** One value before and after; null where there is none, which is the default if the key has one. */
    record Values(String before, String after) {}

    /**
     * One connection, monitor or probe that does not stay as it is.
     *
     * @param kind {@code connection}, {@code monitor} or {@code probe}
     * @param id a connection's id, a monitor's name, {@code monitor/probe}
     * @param keys what changes; for what is added or removed, all that is not a default
     * @param restarts whether a probe that stays begins anew, without the window and health that it has
     */
    record Change(Action action, String kind, String id, Map<String, Values> keys, boolean restarts) {}

    /** All that is called by one word, by its id: its keys now and then. */
    private record Kind(String name, Map<String, Map<String, String>> now, Map<String, Map<String, String>> then) {
        List<Change> changes() {
            var changes = new ArrayList<Change>();
            now.forEach((id, before) -> {
                Map<String, String> after = then.get(id);
                if (after == null) {
                    changes.add(new Change(Action.REMOVE, name, id, differences(before, Map.of()), false));
                } else if (!after.equals(before)) {
                    changes.add(changed(id, differences(before, after)));
                }
            });
            then.forEach((id, after) -> {
                if (!now.containsKey(id)) {
                    changes.add(new Change(Action.ADD, name, id, differences(Map.of(), after), false));
                }
            });
            return changes;
        }

        private Change changed(String id, Map<String, Values> keys) {
            boolean restarts = name.equals("probe") && !keys.keySet().stream().allMatch(ConfiguredKeys::keepsWindows);
            return new Change(Action.CHANGE, name, id, keys, restarts);
        }
    }

    /** Compares. */
    static Plan of(RunningState now, DesiredState then) {
        var kinds = List.of(
                new Kind(CONNECTION, connections(now), connections(then)),
                new Kind("monitor", monitors(now), monitors(then)),
                new Kind("probe", probes(now), probes(then)));
        var changes = kinds.stream().flatMap(kind -> kind.changes().stream()).toList();
        int before = kinds.stream().mapToInt(kind -> kind.now.size()).sum();
        long touched =
                changes.stream().filter(change -> change.action() != Action.ADD).count();
        return new Plan(changes, before - (int) touched, names(now, then));
    }

    /** Those of now, which people know. */
    private static Map<String, String> names(RunningState now, DesiredState then) {
        var names = new HashMap<String, String>();
        then.connections().forEach(each -> names.put(each.id().toString(), each.name()));
        now.connections().forEach(each -> names.put(each.id(), each.configured().getOrDefault("name", each.id())));
        return names;
    }

    /** What people call what changes. */
    String name(Change change) {
        return change.kind().equals(CONNECTION) ? connections.getOrDefault(change.id(), change.id()) : change.id();
    }

    long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    long restarts() {
        return changes.stream().filter(Change::restarts).count();
    }

    private static Map<String, Map<String, String>> connections(RunningState now) {
        var keys = new LinkedHashMap<String, Map<String, String>>();
        now.connections().forEach(each -> keys.put(each.id(), each.configured()));
        return keys;
    }

    private static Map<String, Map<String, String>> connections(DesiredState then) {
        var keys = new LinkedHashMap<String, Map<String, String>>();
        then.connections().forEach(each -> keys.put(each.id().toString(), ConfiguredKeys.of(each)));
        return keys;
    }

    private static Map<String, Map<String, String>> monitors(RunningState now) {
        var keys = new LinkedHashMap<String, Map<String, String>>();
        now.monitors().forEach(each -> keys.put(each.monitor(), each.configured()));
        return keys;
    }

    private static Map<String, Map<String, String>> monitors(DesiredState then) {
        var keys = new LinkedHashMap<String, Map<String, String>>();
        then.monitors().forEach(each -> keys.put(each.name(), ConfiguredKeys.of(each)));
        return keys;
    }

    private static Map<String, Map<String, String>> probes(RunningState now) {
        var keys = new LinkedHashMap<String, Map<String, String>>();
        now.probes().forEach(each -> keys.put(each.monitor() + "/" + each.probe(), each.configured()));
        return keys;
    }

    private static Map<String, Map<String, String>> probes(DesiredState then) {
        var keys = new LinkedHashMap<String, Map<String, String>>();
        for (Monitor monitor : then.monitors()) {
            for (Probe probe : monitor.probes()) {
                keys.put(monitor.name() + "/" + probe.name(), ConfiguredKeys.of(probe, monitor.aggregationPeriod()));
            }
        }
        return keys;
    }

    private static Map<String, Values> differences(Map<String, String> before, Map<String, String> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var differences = new LinkedHashMap<String, Values>();
        for (String key : keys) {
            if (!after.getOrDefault(key, "").equals(before.getOrDefault(key, ""))) {
                differences.put(key, new Values(before.get(key), after.get(key)));
            }
        }
        return differences;
    }
}
