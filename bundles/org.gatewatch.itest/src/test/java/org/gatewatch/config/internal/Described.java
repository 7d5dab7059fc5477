package org.gatewatch.config.internal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Schema;

/** What the keys of YAML files say of themselves, as files for editors and people. In the package of those keys. */
public final class Described {
    private static final Map<String, Schema> FILES = new LinkedHashMap<>();
    private static final Map<String, Schema> SECTIONS = new LinkedHashMap<>();

    static {
        FILES.put("monitors", MonitorSchema.FILE);
        FILES.put("connections", ConnectionSchema.FILE);
        FILES.put("subnets", SubnetSchema.FILE);
        SECTIONS.put("`monitors/*.yaml`: a monitor", MonitorSchema.FILE);
        SECTIONS.put("`probes[]`: a probe of a monitor", ProbeSchema.PROBE);
        SECTIONS.put("`thresholds`: of a monitor, or of a probe, whose go before", ThresholdsSchema.THRESHOLDS);
        SECTIONS.put("`quorum`: of a monitor or connection", QuorumSchema.QUORUM);
        SECTIONS.put("`connections/*.yaml`: `connections[]`: a VPN connection", ConnectionSchema.CONNECTION);
        SECTIONS.put("`subnets/*.yaml`: `subnets[]`: a subnet", SubnetSchema.SUBNET);
    }

    private Described() {}

    /** By folder of the configuration, the JSON Schema of its files. */
    public static Map<String, String> jsonSchemas() {
        var schemas = new LinkedHashMap<String, String>();
        FILES.forEach((folder, schema) -> schemas.put(folder, jsonSchema(folder, schema)));
        return schemas;
    }

    private static String jsonSchema(String folder, Schema schema) {
        var json = new JsonObject();
        json.addProperty("$schema", "http://json-schema.org/draft-07/schema#");
        json.addProperty("title", "Gatewatch: a file in " + folder + "/");
        JsonParser.parseString(schema.form().json())
                .getAsJsonObject()
                .entrySet()
                .forEach(member -> json.add(member.getKey(), member.getValue()));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    /** Tables of all keys, in Markdown. */
    public static String tables() {
        var text = new StringBuilder();
        SECTIONS.forEach((title, schema) ->
                text.append("\n### ").append(title).append("\n\n").append(table(schema.keys())));
        return text.toString();
    }

    private static String table(Collection<Key<?>> keys) {
        var text = new StringBuilder("| key | value | when absent | meaning |\n|---|---|---|---|\n");
        for (Key<?> key : keys) {
            String absent = key.isRequired() ? "**needed**" : key.usual().isEmpty() ? "–" : key.usual();
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(key.name(), key.type().form().words(), absent, key.doc()));
        }
        return text.toString();
    }
}
