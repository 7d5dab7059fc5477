package org.gatewatch.mqtt.internal;

import static org.gatewatch.mqtt.internal.Examples.BERLIN;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.desired.ConfigurationProblem;
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

    private final House house = new House();
    private final JsonObject definitions;

    SchemaTest() throws IOException {
        definitions = read("messages-1.schema.json").getAsJsonObject("$defs");
    }

    private List<Received> everyKindOfMessage() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port())) {
            house.problems = List.of(new ConfigurationProblem("a.yaml", 1, 1, "", "", "bad"));
            try (var publisher = Publishers.started(folder, broker.port(), house.engine())) {
                subscriber.awaits("/tokyo/state", "HEALTHY");
                publisher.listener().reported(Examples.report(BERLIN, 17));
                publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
                house.health = Health.DOWN;
                publisher.listener().changed(Examples.status(BERLIN, Health.DOWN, Cause.LINK));
                subscriber.awaits("/event", "\"event\":\"raise\",\"connection\"");
                house.cause = Cause.TUNNEL;
                publisher.listener().changed(Examples.status(BERLIN, Health.DOWN, Cause.TUNNEL));
                subscriber.awaits("/event", "\"event\":\"located\",\"connection\"");
                house.health = Health.HEALTHY;
                publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
                subscriber.awaits("/event", "\"event\":\"clear\",\"connection\"");
            }
            subscriber.awaits("/status", "offline");
            return subscriber.received();
        }
    }

    @Test
    void describesEveryMessage() {
        for (var message : everyKindOfMessage()) {
            assertDescribed(message.payload(), kind(message.topic()));
        }
    }

    /** The last part of a topic says what it is of, but that states of monitors and connections are called states, too. */
    private static String kind(String topic) {
        String last = topic.replaceAll(".*/", "");
        boolean isProbe = topic.split("/", -1).length == 5;
        return !last.equals("state")
                ? last
                : topic.contains("/connection/") ? "connection" : isProbe ? "state" : "monitor";
    }

    private void assertDescribed(String message, String kind) {
        var problems = new ArrayList<String>();
        check(JsonParser.parseString(message), definitions.getAsJsonObject(kind), kind, problems);
        assertEquals(List.of(), problems, message);
    }

    @Test
    void seesEveryKindOfEventButLostReports() {
        var seen = everyKindOfMessage().stream()
                .filter(message -> message.topic().endsWith("/event"))
                .map(message -> message.payload().replaceAll(".*\"event\":\"([a-z-]+)\".*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of("raise", "located", "clear", "configuration-error"), seen);
    }

    @Test
    void wantsOfEachEventWhatItTells() {
        var wanted = Map.of(
                "raise", "event lacks cause; event lacks health; event lacks previousHealth",
                "located", "event lacks cause; event lacks health; event lacks previousHealth",
                "clear", "event lacks cause; event lacks health; event lacks previousHealth",
                "configuration-error", "event lacks problem",
                "reports-lost", "event lacks reportsDamaged; event lacks reportsDropped");
        wanted.forEach((event, lacks) -> {
            var problems = new ArrayList<String>();
            String text = "{\"schema\":1,\"gateway\":\"g\",\"bootId\":\"b\",\"serial\":1,\"event\":\"" + event
                    + "\",\"since\":\"2026-01-01T00:00:00Z\"}";
            check(JsonParser.parseString(text), definitions.getAsJsonObject("event"), "event", problems);
            assertEquals(lacks, problems.stream().sorted().collect(Collectors.joining("; ")));
        });
    }

    @Test
    void describesEventOfLostReports() {
        assertDescribed(
                Publishers.notices().lost(new QueueFigures(1, 2, 3, 4, "")).replaceFirst("\\{", "{\"serial\":1,"),
                "event");
    }

    @Test
    void describesTheSameKindsInBothDocuments() throws IOException {
        var channels = read("asyncapi.json").getAsJsonObject("channels");

        channels.entrySet()
                .forEach(channel -> assertEquals(
                        "messages-1.schema.json#/$defs/" + channel.getKey(),
                        channel.getValue()
                                .getAsJsonObject()
                                .getAsJsonObject("messages")
                                .getAsJsonObject(channel.getKey())
                                .getAsJsonObject("payload")
                                .get("$ref")
                                .getAsString()));
        assertEquals(definitions.keySet(), channels.keySet());
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
        if (schema.has("allOf")) {
            schema.getAsJsonArray("allOf")
                    .forEach(rule -> checkRule(value.getAsJsonObject(), rule.getAsJsonObject(), where, problems));
        }
    }

    /** If the event is one of these, then it has those fields. */
    private static void checkRule(JsonObject value, JsonObject rule, String where, List<String> problems) {
        var events = rule.getAsJsonObject("if").getAsJsonObject("properties").getAsJsonObject("event");
        if (events.getAsJsonArray("enum").contains(value.get("event"))) {
            checkRequired(value, rule.getAsJsonObject("then"), where, problems);
        }
    }

    private static void checkRequired(JsonObject value, JsonObject schema, String where, List<String> problems) {
        schema.getAsJsonArray("required").forEach(name -> {
            if (!value.has(name.getAsString())) {
                problems.add(where + " lacks " + name.getAsString());
            }
        });
    }

    private static void checkFields(JsonObject value, JsonObject schema, String where, List<String> problems) {
        checkRequired(value, schema, where, problems);
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
