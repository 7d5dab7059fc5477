package org.gatewatch.shell.internal.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.gatewatch.shell.internal.cli.Table.Cell;
import org.gatewatch.shell.internal.cli.Table.Column;

/** Resources as operators read them. */
final class ResourceLines {
    private ResourceLines() {}

    /** A row for each, with these fields; an empty column is left out. */
    static List<String> table(JsonArray items, List<String> fields) {
        var table = new Table(fields.stream().map(Column::left).toArray(Column[]::new));
        for (JsonElement item : items) {
            table.row(fields.stream()
                    .map(field -> Cell.of(text(item.getAsJsonObject(), field)))
                    .toArray(Cell[]::new));
        }
        return table.lines(Palette.PLAIN);
    }

    /** All that is known of one, a field in each line; what it is made of follows as a table. */
    static Stream<String> details(JsonObject item, List<String> fieldsOfProbes) {
        var fields = item.keySet().stream()
                .filter(field -> !field.equals("probes"))
                .map(field -> "%-22s %s".formatted(field, text(item, field)).stripTrailing());
        return item.get("probes") instanceof JsonArray probes && !probes.isEmpty()
                ? Stream.concat(fields, Stream.concat(Stream.of(""), table(probes, fieldsOfProbes).stream()))
                : fields;
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
        if (value == null || value.isJsonNull()) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
