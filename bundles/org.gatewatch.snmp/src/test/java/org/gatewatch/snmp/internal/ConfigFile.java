package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a {@code .cfg} file into the typed configuration, as Config Admin and Declarative Services do together. */
final class ConfigFile {
    private final Properties values = new Properties();

    static ConfigFile read(Path file) throws IOException {
        var config = new ConfigFile();
        try (var reader = Files.newBufferedReader(file)) {
            config.values.load(reader);
        }
        return config;
    }

    static ConfigFile empty() {
        return new ConfigFile();
    }

    static Set<String> knownKeys() {
        return Arrays.stream(SnmpAgentConfig.class.getDeclaredMethods())
                .map(ConfigFile::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> keys() {
        return new TreeSet<>(values.stringPropertyNames());
    }

    Map<String, String> texts() {
        return values.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, values::getProperty));
    }

    SnmpAgentConfig typed() {
        return SnmpSettingsValidator.typed(texts());
    }

    private static String key(Method method) {
        return method.getName().replace('_', '.');
    }
}
