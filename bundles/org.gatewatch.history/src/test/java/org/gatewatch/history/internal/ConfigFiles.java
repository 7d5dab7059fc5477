package org.gatewatch.history.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.felix.scr.impl.inject.internal.Annotations;

/** Reads configuration files the way the component gets them at run time: through Felix SCR's own conversion. */
final class ConfigFiles {
    private ConfigFiles() {}

    static HistoryConfig read(Path file) {
        var properties = new HashMap<String, Object>();
        for (Method key : HistoryConfig.class.getDeclaredMethods()) { // at run time from the component's XML
            properties.put(name(key), key.getDefaultValue());
        }
        properties.putAll(properties(file));
        return Annotations.toObject(HistoryConfig.class, properties, null, false);
    }

    static String name(Method key) {
        return key.getName().replace('_', '.');
    }

    static Map<String, String> texts(Path file) {
        return properties(file).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    }

    static Map<String, Object> properties(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var map = new HashMap<String, Object>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }
}
