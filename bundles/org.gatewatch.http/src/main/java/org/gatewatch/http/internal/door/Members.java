package org.gatewatch.http.internal.door;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object, as both clouds read them: one that is not known is ignored, {@code null} is the same as
 * absent, and nothing is converted from one type to another.
 *
 * @param object what was sent
 * @param path to it, for messages: empty for the whole, else with a dot at its end
 */
public record Members(JsonObject object, String path) {
    /** Something is not JSON, or a member is of the wrong type. */
    public static final class WrongJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongJson(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads a body; an empty one is an object without members.
     *
     * @throws WrongJson if it is not a JSON object
     */
    public static Members of(byte[] body) {
        if (body.length == 0) {
            return new Members(new JsonObject(), "");
        }
        try (var reader = new JsonReader(new StringReader(text(body)))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement whole = JsonParser.parseReader(reader);
            if (whole.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
                return new Members(whole.getAsJsonObject(), "");
            }
            throw new WrongJson("The body must be one JSON object", null);
        } catch (IOException | JsonParseException e) {
            throw new WrongJson("The body is not JSON: " + e.getMessage(), e);
        }
    }

    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private Optional<JsonElement> get(String name) {
        return Optional.ofNullable(object.get(name)).filter(it -> !it.isJsonNull());
    }

    public Optional<String> text(String name) {
        return get(name).map(value -> {
            require(value.isJsonPrimitive() && value.getAsJsonPrimitive().isString(), name, "a string");
            return value.getAsString();
        });
    }

    /** A whole number that fits an {@code int}; one that does not is as far away as it can be. */
    public Optional<Integer> wholeNumber(String name) {
        return get(name).map(value -> {
            require(value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber(), name, "a number");
            return bounded(name, value.getAsString());
        });
    }

    /** A whole number of any size, or a text, character by character; empty when it is not there. */
    public String number(String name) {
        return get(name)
                .map(value -> {
                    require(value.isJsonPrimitive(), name, "a number");
                    return value.getAsString();
                })
                .orElse("");
    }

    private int bounded(String name, String digits) {
        require(digits.length() <= 20, name, "a whole number");
        try {
            var number = new BigDecimal(digits);
            var min = BigDecimal.valueOf(Integer.MIN_VALUE);
            return number.max(min).min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
        } catch (ArithmeticException e) {
            throw new WrongJson(path + name + ": a whole number is needed", e);
        }
    }

    public Optional<Members> members(String name) {
        return get(name).map(value -> {
            require(value.isJsonObject(), name, "an object");
            return new Members(value.getAsJsonObject(), path + name + ".");
        });
    }

    /** The objects of a list. */
    public Optional<List<Members>> list(String name) {
        return get(name).map(value -> {
            require(value.isJsonArray(), name, "a list");
            return list(name, value.getAsJsonArray());
        });
    }

    private List<Members> list(String name, JsonArray array) {
        var items = new ArrayList<Members>();
        for (JsonElement item : array) {
            String place = name + "[" + items.size() + "]";
            require(item.isJsonObject(), place, "an object");
            items.add(new Members(item.getAsJsonObject(), path + place + "."));
        }
        return items;
    }

    /** The texts of a list. */
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        get(name).ifPresent(value -> {
            require(value.isJsonArray(), name, "a list");
            for (JsonElement item : value.getAsJsonArray()) {
                require(item.isJsonPrimitive() && item.getAsJsonPrimitive().isString(), name, "a list of strings");
                texts.add(item.getAsString());
            }
        });
        return texts;
    }

    /** Texts by name, in the order in which they came. */
    public Optional<Map<String, String>> map(String name) {
        return members(name).map(map -> {
            var texts = new LinkedHashMap<String, String>();
            map.object().keySet().forEach(key -> map.text(key).ifPresent(value -> texts.put(key, value)));
            return texts;
        });
    }

    private void require(boolean fits, String name, String what) {
        if (!fits) {
            throw new WrongJson(path + name + ": " + what + " is needed", null);
        }
    }
}
