package org.gatewatch.shell.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(id = LogConfig.PID, name = "Gatewatch log", description = "How much is logged.")
@interface LogConfig {
    String PID = "org.gatewatch.shell";
    String AS_STARTED = "as-started";

    @AttributeDefinition(
            name = "Log level",
            description =
                    "The least that is logged. as-started: what -Dgatewatch.log.level in GATEWATCH_JAVA_OPTS says, or INFO.",
            options = {
                @Option(label = "as started", value = AS_STARTED),
                @Option(label = "DEBUG", value = "DEBUG"),
                @Option(label = "INFO", value = "INFO"),
                @Option(label = "WARN", value = "WARN"),
                @Option(label = "ERROR", value = "ERROR")
            })
    String log_level() default AS_STARTED;
}
