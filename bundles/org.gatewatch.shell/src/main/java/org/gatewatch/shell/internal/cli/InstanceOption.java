package org.gatewatch.shell.internal.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which instance is asked. picocli writes into it. */
final class InstanceOption {
    private final Installation installation;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder of the instance. Default: GATEWATCH_DATA, else data in the image.")
    private Path data;

    InstanceOption(Installation installation) {
        this.installation = installation;
    }

    InstanceClient client() {
        return new InstanceClient(data == null ? installation.data() : data);
    }
}
