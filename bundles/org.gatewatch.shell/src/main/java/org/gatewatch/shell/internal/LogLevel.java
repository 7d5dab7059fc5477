package org.gatewatch.shell.internal;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log's level while everything runs. Only in the image: another host has a logging of its own, with levels of its
 * own. The image logs by pax-logging-api alone, which reads its one level once, into a field that has no setter; a logging
 * with setters would be another megabyte.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = LogConfig.PID)
@Designate(ocd = LogConfig.class)
public final class LogLevel {
    private static final Logger LOG = LoggerFactory.getLogger(LogLevel.class);
    private static final String LOGGING = "org.ops4j.pax.logging.pax-logging-api";
    private static final String SINK = "org.ops4j.pax.logging.spi.support.DefaultServiceLog";
    /** The field's numbers, by their names. */
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    @Activate
    public LogLevel(LogConfig config, BundleContext context) {
        String started = context.getProperty("org.ops4j.pax.logging.DefaultServiceLog.level");
        if (context.getProperty("gatewatch.version") != null && started != null) {
            set(config.log_level().equals(LogConfig.AS_STARTED) ? started : config.log_level(), context.getBundles());
        }
    }

    private static void set(String level, Bundle[] bundles) {
        int number = LEVELS.indexOf(level);
        var logging = Arrays.stream(bundles)
                .filter(bundle -> LOGGING.equals(bundle.getSymbolicName()))
                .findFirst();
        if (number < 0 || logging.isEmpty()) {
            return;
        }
        try {
            Field threshold = logging.get().loadClass(SINK).getDeclaredField("threshold");
            threshold.setAccessible(true);
            if (threshold.getInt(null) != number) {
                threshold.setInt(null, number);
                LOG.warn(
                        "log-level: logging from {} on",
                        level); // WARN: shown whether the level went up or down, but for ERROR
            }
        } catch (ReflectiveOperationException e) {
            LOG.warn("log-level-kept: the log's level cannot be changed while this runs: {}", e.toString());
        }
    }
}
