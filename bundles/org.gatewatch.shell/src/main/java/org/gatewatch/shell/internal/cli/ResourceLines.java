package org.gatewatch.shell.internal.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatewatch.shell.internal.ConnectionMonitorNames;
import org.gatewatch.shell.internal.cli.Table.Cell;
import org.gatewatch.shell.internal.cli.Table.Column;

/** Resources as operators read them. */
final class ResourceLines {
    private static final String MONITOR = "monitorName";
    private static final String SETTINGS = "settings";
    /** Told as settings, or as a table of their own. */
    private static final Set<String> APART =
            Set.of("probes", "tags", SETTINGS, "defaults", "intervalMillis", "timeoutMillis");

    private ResourceLines() {}

    /** A row for each, with these fields; an empty column is left out. */
    static List<String> table(JsonArray items, List<String> fields) {
        var table = new Table(fields.stream().map(Column::left).toArray(Column[]::new));
        for (JsonElement item : items) {
            table.row(fields.stream()
                    .map(field -> Cell.of(shown(item.getAsJsonObject(), field)))
                    .toArray(Cell[]::new));
        }
        return table.lines(Palette.PLAIN);
    }

    /** All that is known of one: a field in each line, then all settings, then what it is made of as a table. */
    static List<String> details(JsonObject item, List<String> fieldsOfProbes) {
        var lines = new ArrayList<String>();
        item.keySet().stream()
                .filter(field -> !APART.contains(field) && !settings(item).has(field))
                .forEach(field -> lines.add(line(field, text(item, field))));
        lines.add("");
        var defaults = item.getAsJsonArray("defaults");
        settings(item).keySet().forEach(key -> {
            boolean isDefault = defaults.contains(new JsonPrimitive(key));
            lines.add(line(key, text(settings(item), key) + (isDefault ? " (default)" : "")));
        });
        if (item.get("probes") instanceof JsonArray probes && !probes.isEmpty()) {
            lines.add("");
            lines.addAll(table(probes, fieldsOfProbes));
        }
        return lines;
    }

    private static JsonObject settings(JsonObject item) {
        return item.getAsJsonObject(SETTINGS);
    }

    private static String line(String key, String value) {
        return "%-29s %s".formatted(key, value).stripTrailing();
    }

    /** What it is, what it is called, and the file that says so. */
    static String name(JsonObject item) {
        String file = text(item, "file");
        String where = file.isEmpty() ? "" : " (" + file + ")";
        String monitor = shown(item, MONITOR);
        if (item.has("name")) {
            String path = monitor.isEmpty() ? "connection " : "probe " + monitor + "/";
            return path + text(item, "name") + ", id " + text(item, "id") + where;
        }
        return "monitor " + monitor
                + (item.has("probeCount")
                        ? " with " + Words.count(item.get("probeCount").getAsInt(), "probe")
                        : "")
                + (item.has("vpnConnectionName") ? " of connection " + text(item, "vpnConnectionName") : "")
                + where;
    }

    private static String shown(JsonObject item, String field) {
        String text = text(item, field);
        return field.equals(MONITOR) ? ConnectionMonitorNames.shown(text, text(item, "vpnConnectionName")) : text;
    }

    static String json(JsonElement element) {
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(element);
    }

    static String text(JsonObject item, String field) {
        var value = item.get(field);
        boolean saysNothing =
                value == null || value.isJsonNull() || (value instanceof JsonObject object && object.size() == 0);
        if (saysNothing) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
