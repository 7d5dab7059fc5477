package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.gatewatch.api.ProbeId;

/**
 * Tells Home Assistant what there is, one device for each probe (its MQTT integration, "Discovery messages", device
 * discovery), so that nobody need configure it there. What is measured goes where it goes in any case.
 *
 * @param prefix below which Home Assistant looks
 * @param gatewayId this gateway
 * @param version of this software
 * @param topics where the messages of a probe go
 */
record HomeAssistant(String prefix, String gatewayId, String version, Topics topics) {
    /** The key of what is said of a probe here. */
    record Key(ProbeId id) {}

    /** Says of what a device consists; made when it is sent, because there are thousands. */
    private final class Announcement implements Message {
        private final ProbeId id;

        Announcement(ProbeId id) {
            this.id = id;
        }

        @Override
        public String topic() {
            return HomeAssistant.this.topic(id);
        }

        @Override
        public byte[] payload() {
            return text(id).getBytes(UTF_8);
        }

        @Override
        public boolean isRetained() {
            return true;
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonWriter json) throws IOException;
    }

    Message announcement(ProbeId id) {
        return new Announcement(id);
    }

    String topic(ProbeId id) {
        return prefix + "/device/" + key(id) + "/config";
    }

    /** Letters, digits, _ and - only, as Home Assistant wants it; a checksum tells apart what would look the same. */
    private String key(ProbeId id) {
        String name = gatewayId + "/" + id.monitor() + "/" + id.probe();
        var crc = new CRC32C();
        crc.update(name.getBytes(UTF_8));
        return String.format(Locale.ROOT, "gatewatch_%s_%08x", name.replaceAll("[^A-Za-z0-9-]", "_"), crc.getValue());
    }

    private String text(ProbeId id) {
        var text = new StringWriter(2048);
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            device(json, id);
            json.name("origin").beginObject();
            json.name("name")
                    .value("Gatewatch")
                    .name("sw_version")
                    .value(version)
                    .endObject();
            availability(json);
            json.name("components").beginObject();
            components(json, id);
            json.endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private void device(JsonWriter json, ProbeId id) throws IOException {
        json.name("device").beginObject();
        json.name("identifiers").beginArray().value(key(id)).endArray();
        json.name("name").value(id.monitor() + " " + id.probe());
        json.name("manufacturer").value("Gatewatch").name("model").value("Probe of " + gatewayId);
        json.endObject();
    }

    private void availability(JsonWriter json) throws IOException {
        json.name("availability").beginArray().beginObject();
        json.name("topic").value(topics.status());
        json.name("value_template").value("{{ value_json.status }}");
        json.name("payload_available")
                .value("online")
                .name("payload_not_available")
                .value("offline");
        json.endObject().endArray();
    }

    private void components(JsonWriter json, ProbeId id) throws IOException {
        String state = topics.state(id);
        String report = topics.report(id);
        component(json, "binary_sensor", key(id) + "_problem", out -> {
            out.name("name").value("Problem").name("device_class").value("problem");
            out.name("state_topic").value(state).name("json_attributes_topic").value(state);
            out.name("value_template")
                    .value("{{ {'HEALTHY': 'OFF', 'DEGRADED': 'ON', 'DOWN': 'ON'}.get(value_json.health) }}");
        });
        component(json, "sensor", key(id) + "_health", out -> {
            out.name("name").value("Health").name("state_topic").value(state);
            out.name("value_template").value("{{ value_json.health | lower }}");
        });
        component(json, "sensor", key(id) + "_loss", out -> {
            out.name("name").value("Loss").name("state_topic").value(report);
            measurement(out, "%", "{{ value_json.lossPercent if value_json.lossPercent is defined else None }}");
        });
        component(json, "sensor", key(id) + "_rtt", out -> {
            out.name("name").value("Round-trip time").name("state_topic").value(report);
            out.name("device_class").value("duration");
            measurement(
                    out,
                    "ms",
                    "{{ (value_json.rttMicros.p50 / 1000) | round(3) if value_json.rttMicros is defined else None }}");
        });
    }

    private static void component(JsonWriter json, String platform, String key, Fields fields) throws IOException {
        json.name(key).beginObject();
        json.name("platform").value(platform).name("unique_id").value(key);
        fields.write(json);
        json.endObject();
    }

    private static void measurement(JsonWriter json, String unit, String template) throws IOException {
        json.name("unit_of_measurement").value(unit).name("state_class").value("measurement");
        // What waited says nothing about now.
        json.name("value_template")
                .value("{% if value_json.historical is defined %}{{ this.state }}{% else %}" + template
                        + "{% endif %}");
    }
}
