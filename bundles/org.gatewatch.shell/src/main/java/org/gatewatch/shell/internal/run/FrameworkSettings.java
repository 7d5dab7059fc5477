package org.gatewatch.shell.internal.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The properties that the framework and its bundles start with. */
final class FrameworkSettings {
    /** Settings only: the YAML files are watched by the bundle that reads them. */
    static final String FILES_READ = "[^.].*\\.cfg";

    private FrameworkSettings() {}

    static Map<String, String> of(Path config, Path data, DataFolder folder, String version) {
        var settings = new HashMap<String, String>();
        settings.put("gatewatch.config", config.toString());
        settings.put("gatewatch.data", data.toString());
        settings.put("gatewatch.version", version);
        settings.put("org.osgi.framework.storage", folder.framework().toString());
        settings.put("felix.log.level", "1");
        settings.put("felix.service.urlhandlers", "false");
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", logLevel());
        settings.put("felix.fileinstall.dir", config.toString());
        settings.put("felix.fileinstall.subdir.mode", "skip");
        settings.put("felix.fileinstall.filter", FILES_READ);
        settings.put("felix.fileinstall.poll", "500");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.log.level", "2");
        settings.put("felix.fileinstall.tmpdir", folder.temporary().toString());
        return settings;
    }

    /** INFO, or what {@code -Dgatewatch.log.level=DEBUG} in {@code GATEWATCH_JAVA_OPTS} asks for. */
    static String logLevel() {
        return System.getProperty("gatewatch.log.level", "INFO");
    }
}
