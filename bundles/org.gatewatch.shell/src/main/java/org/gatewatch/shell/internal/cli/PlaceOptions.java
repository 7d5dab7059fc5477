package org.gatewatch.shell.internal.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whose files and whose instance are looked at. picocli writes into it. */
final class PlaceOptions {
    private final Installation installation;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Folder with settings and YAML. Default: config in the image.")
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the instance. Default: data in the image.")
    private Path data;

    PlaceOptions(Installation installation) {
        this.installation = installation;
    }

    /** The configuration; wrong usage of this command line when it is not there. */
    Path config(CommandLine commandLine) {
        return Folder.existing("--config", config, installation.config(), commandLine);
    }

    /** The data of the instance, there or not. */
    Path data() {
        return data == null ? installation.data() : data;
    }
}
