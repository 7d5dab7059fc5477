package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import picocli.CommandLine;

/** {@code KEY=VALUE} as operators type it: the keys and values of the configuration files. */
final class SettingWords {
    private SettingWords() {}

    /**
     * All words as one object: {@code thresholds.lossPercent.raise=5} goes into mappings, {@code KEY=} takes a key back.
     *
     * @param commandLine who is told of a word that is none
     */
    static JsonObject of(List<String> words, CommandLine commandLine) {
        var settings = new JsonObject();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new CommandLine.ParameterException(
                        commandLine, "'" + word + "': KEY=VALUE is needed, such as packetSize=100");
            }
            String key = word.substring(0, equals);
            if (!put(settings, key, value(word.substring(equals + 1)))) {
                throw new CommandLine.ParameterException(
                        commandLine, "'" + word + "': " + key + " is given already; once is allowed");
            }
        }
        return settings;
    }

    /** Whether there was nothing in its place. */
    private static boolean put(JsonObject settings, String key, JsonElement value) {
        int dot = key.indexOf('.');
        if (dot < 1) {
            return !settings.has(key) && add(settings, key, value);
        }
        String outer = key.substring(0, dot);
        String inner = key.substring(dot + 1);
        if (!settings.has(outer)) {
            settings.add(outer, new JsonObject());
        }
        if (!(settings.get(outer) instanceof JsonObject mapping)) {
            return false;
        }
        boolean isName = outer.equals("tags"); // the dots of a tag's key are its own
        return isName ? !mapping.has(inner) && add(mapping, inner, value) : put(mapping, inner, value);
    }

    private static boolean add(JsonObject mapping, String key, JsonElement value) {
        mapping.add(key, value);
        return true;
    }

    private static JsonElement value(String text) {
        if (text.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        boolean isTyped = text.matches("-?\\d{1,18}(\\.\\d+)?|true|false") || text.matches("(?s)[\\[{\"].*");
        if (!isTyped) {
            return new JsonPrimitive(text);
        }
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            return new JsonPrimitive(text); // it only begins like JSON; the instance says what is allowed
        }
    }
}
