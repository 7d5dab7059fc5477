package org.gatewatch.shell.internal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Print the version of this image and of its Java.")
final class VersionCommand implements Callable<Integer> {
    private final Installation installation;

    @Spec
    private CommandSpec spec;

    VersionCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().printf("gatewatch %s (Java %s)%n", installation.version(), Runtime.version());
        return ExitCode.GOOD;
    }
}
