package org.gatewatch.shell.internal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gatewatch.shell.internal.run.Launcher;
import org.gatewatch.shell.internal.run.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Watch the connections, in the foreground, until SIGTERM or SIGINT.",
        footer = {
            "",
            "Needs CAP_NET_RAW and libpcap; exits 3 and says how to give them when they are missing.",
            "Options for the JVM are taken from GATEWATCH_JAVA_OPTS, the JVM itself from JAVA_HOME."
        })
final class RunCommand implements Callable<Integer> {
    private final Installation installation;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "Folder with settings, connections/ and monitors/. Default: GATEWATCH_CONFIG, else config in the image.")
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of this instance, made when it is not there. Default: GATEWATCH_DATA, else data in the image.")
    private Path data;

    RunCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws StartFailure, InterruptedException {
        var commandLine = spec.commandLine();
        var launcher = new Launcher(
                installation.bundles(),
                Folder.existing("--config", config, installation.config(), commandLine),
                data == null ? installation.data() : data,
                installation.version());
        var end = launcher.run(missing -> commandLine.getErr().println("gatewatch: " + missing));
        return end == Launcher.End.CANNOT_PROBE ? ExitCode.CANNOT_PROBE : ExitCode.GOOD;
    }
}
