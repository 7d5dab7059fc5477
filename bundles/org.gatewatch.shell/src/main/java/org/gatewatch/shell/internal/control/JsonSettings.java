package org.gatewatch.shell.internal.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.resource.Settings;

/** Settings from JSON. */
final class JsonSettings {
    private JsonSettings() {}

    static Settings of(JsonObject json) {
        var values = new LinkedHashMap<String, Object>();
        json.entrySet().forEach(entry -> values.put(entry.getKey(), value(entry.getKey(), entry.getValue())));
        return new Settings(values);
    }

    private static Object value(String key, JsonElement json) {
        if (json.isJsonNull()) {
            return Optional.empty();
        }
        if (json instanceof JsonArray array) {
            List<Object> items = new ArrayList<>();
            array.forEach(item -> items.add(item instanceof JsonObject object ? of(object) : value(key, item)));
            return items;
        }
        return json instanceof JsonObject object ? map(object) : scalar((JsonPrimitive) json);
    }

    private static Map<String, Object> map(JsonObject json) {
        var values = new LinkedHashMap<String, Object>();
        json.entrySet().forEach(entry -> values.put(entry.getKey(), value(entry.getKey(), entry.getValue())));
        return values;
    }

    private static Object scalar(JsonPrimitive json) {
        if (json.isBoolean()) {
            return json.getAsBoolean();
        }
        if (!json.isNumber()) {
            return json.getAsString();
        }
        String text = json.getAsString();
        return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
    }
}
