package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gatewatch.api.Health;
import org.gatewatch.mqtt.internal.Subscriber.Received;
import org.gatewatch.mqtt.internal.queue.QueueFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real messages of a real broker, held against the schema that we ship: by the keywords of JSON Schema that it uses. */
class SchemaTest {
    private static final Path FOLDER = Path.of("src/main/resources/schema");

    @TempDir
    private Path folder;

    private static JsonObject read(String file) throws IOException {
        return JsonParser.parseString(Files.readString(FOLDER.resolve(file))).getAsJsonObject();
    }

    private final JsonObject definitions;

    SchemaTest() throws IOException {
        definitions = read("messages-1.schema.json").getAsJsonObject("$defs");
    }

    private List<Received> everyKindOfMessage() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port())) {
            try (var publisher = Publishers.started(folder, broker.port())) {
                subscriber.awaits("/status", "online");
                publisher.listener().reported(Examples.report(Examples.BERLIN, 17));
                publisher.listener().changed(Examples.status(Examples.BERLIN, Health.HEALTHY));
                publisher.listener().changed(Examples.status(Examples.BERLIN, Health.DOWN));
                subscriber.awaits("/event", "raise");
            }
            subscriber.awaits("/status", "offline");
            return subscriber.received();
        }
    }

    @Test
    void describesEveryMessage() {
        for (var message : everyKindOfMessage()) {
            String kind = message.topic().replaceAll(".*/", "");
            var problems = new ArrayList<String>();
            check(JsonParser.parseString(message.payload()), definitions.getAsJsonObject(kind), kind, problems);
            assertEquals(List.of(), problems, message.payload());
        }
    }

    @Test
    void describesStatesOfMonitorsAndConnections() {
        var tests = new JsonNoticesTest();
        var problems = new ArrayList<String>();
        check(JsonParser.parseString(tests.monitor()), definitions.getAsJsonObject("monitor"), "monitor", problems);
        check(
                JsonParser.parseString(tests.connection()),
                definitions.getAsJsonObject("connection"),
                "connection",
                problems);
        assertEquals(List.of(), problems);
    }

    @Test
    void describesEventOfLostReports() {
        var problems = new ArrayList<String>();
        String text =
                Publishers.notices().lost(new QueueFigures(1, 2, 3, 4, "")).replaceFirst("\\{", "{\"serial\":1,");
        check(JsonParser.parseString(text), definitions.getAsJsonObject("event"), "event", problems);
        assertEquals(List.of(), problems);
    }

    @Test
    void namesTheDefaultTopics() throws IOException {
        var channels = read("asyncapi.json").getAsJsonObject("channels");
        var config = ConfigFiles.read(Path.of("src/test/resources/config/accepted-empty.cfg"));

        assertEquals(
                List.of(
                        config.topic_status(),
                        config.topic_report(),
                        config.topic_state(),
                        config.topic_monitor(),
                        config.topic_connection(),
                        config.topic_event()),
                channels.entrySet().stream()
                        .map(channel -> channel.getValue()
                                .getAsJsonObject()
                                .get("address")
                                .getAsString())
                        .toList());
    }

    @Test
    void seesWhatIsWrong() {
        var problems = new ArrayList<String>();
        var wrong = JsonParser.parseString("{\"schema\":2,\"status\":\"away\",\"extra\":1,\"version\":7}");

        check(wrong, definitions.getAsJsonObject("status"), "status", problems);

        assertEquals(
                "status lacks bootId; status lacks gateway; status.extra is not described; status.schema is not 1; "
                        + "status.status is none of its enum; status.version is no string",
                problems.stream().sorted().collect(Collectors.joining("; ")));
        assertFalse(problems.isEmpty());
    }

    private static void check(JsonElement value, JsonObject schema, String where, List<String> problems) {
        if (schema.has("const") && !schema.get("const").equals(value)) {
            problems.add(where + " is not " + schema.get("const"));
        }
        if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(value)) {
            problems.add(where + " is none of its enum");
        }
        if (schema.has("type") && !isOfType(value, schema.get("type").getAsString())) {
            problems.add(where + " is no " + schema.get("type").getAsString());
            return;
        }
        if (schema.has("format")) {
            Instant.parse(value.getAsString());
        }
        if (schema.has("items")) {
            value.getAsJsonArray()
                    .forEach(item -> check(item, schema.getAsJsonObject("items"), where + "[]", problems));
        }
        if (schema.has("properties")) {
            checkFields(value.getAsJsonObject(), schema, where, problems);
        }
    }

    private static void checkFields(JsonObject value, JsonObject schema, String where, List<String> problems) {
        schema.getAsJsonArray("required").forEach(name -> {
            if (!value.has(name.getAsString())) {
                problems.add(where + " lacks " + name.getAsString());
            }
        });
        var properties = schema.getAsJsonObject("properties");
        value.entrySet().forEach(field -> {
            String path = where + "." + field.getKey();
            if (properties.has(field.getKey())) {
                check(field.getValue(), properties.getAsJsonObject(field.getKey()), path, problems);
            } else {
                problems.add(path + " is not described");
            }
        });
    }

    private static boolean isOfType(JsonElement value, String type) {
        return switch (type) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "string" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
            case "number" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
            case "integer" -> value.isJsonPrimitive() && value.getAsString().matches("-?[0-9]+");
            default -> throw new IllegalArgumentException(type);
        };
    }
}
