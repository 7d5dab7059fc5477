package org.gatewatch.config.internal.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads one Metatype resource (OSGi Compendium 105): the parser is the one that Declarative Services have loaded anyway, so
 * that the running gateway needs no further bundle for it.
 */
final class MetatypeReader extends DefaultHandler {
    private final Map<String, Map<String, SettingKey>> keysByDefinition = new HashMap<>();
    private final Map<String, String> definitionByPid = new HashMap<>();
    private String definition = "";
    private String key = "";
    private String pid = "";

    private MetatypeReader() {}

    /**
     * The keys by PID, then by name.
     *
     * @throws IOException if it cannot be read, or is none
     */
    static Map<String, Map<String, SettingKey>> read(InputStream resource) throws IOException {
        var reader = new MetatypeReader();
        try {
            SAXParserFactory.newInstance().newSAXParser().parse(resource, reader);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("not Metatype: " + e.getMessage(), e);
        }
        var keys = new HashMap<String, Map<String, SettingKey>>();
        reader.definitionByPid.forEach((pid, id) -> keys.put(pid, reader.keysByDefinition.getOrDefault(id, Map.of())));
        return keys;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes at) {
        switch (name) {
            case "OCD" -> {
                definition = value(at, "id");
                keysByDefinition.put(definition, new HashMap<>());
            }
            case "AD" -> {
                key = value(at, "id");
                keysByDefinition.get(definition).put(key, key(at));
            }
            case "Option" ->
                keysByDefinition.get(definition).computeIfPresent(key, (id, it) -> it.or(value(at, "value")));
            case "Designate" -> pid = at.getValue("factoryPid") == null ? value(at, "pid") : value(at, "factoryPid");
            case "Object" -> definitionByPid.put(pid, value(at, "ocdref"));
            default -> {
                // icons and attributes for others
            }
        }
    }

    private static SettingKey key(Attributes at) {
        return new SettingKey(
                value(at, "id"),
                value(at, "type"),
                value(at, "description"),
                value(at, "min"),
                value(at, "max"),
                List.of(),
                value(at, "default"));
    }

    private static String value(Attributes at, String name) {
        return Objects.requireNonNullElse(at.getValue(name), "");
    }
}
