package org.gatewatch.config.internal.settings;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What Metatype says of our settings. In the package of what reads it for the check. */
public final class DescribedSettings {
    private DescribedSettings() {}

    /** By PID, the keys by name. */
    public static Map<String, Map<String, SettingKey>> all() throws IOException {
        var all = new TreeMap<String, Map<String, SettingKey>>();
        var catalogue = MetatypeCatalogue.of(DescribedSettings.class.getClassLoader());
        for (String pid : catalogue.pids()) {
            if (pid.startsWith("org.gatewatch.")) {
                all.put(pid, new TreeMap<>(catalogue.keys(pid).orElseThrow()));
            }
        }
        return all;
    }
}
