package org.gatewatch.shell.internal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.gatewatch.api.desired.ConfigurationProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Check the configuration files without running them; needs no privileges.",
        footer = {"", "Prints one line for each problem: FILE:LINE:COLUMN: KEY 'VALUE': what is allowed."})
final class CheckCommand implements Callable<Integer> {
    private final Installation installation;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Folder with connections/ and monitors/. Default: config in the image.")
    private Path config;

    CheckCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        Path folder = Folder.existing("--config", config, installation.config(), commandLine);
        List<ConfigurationProblem> problems = check().check(folder);
        if (problems.isEmpty()) {
            commandLine.getOut().println(folder + ": good");
            return ExitCode.GOOD;
        }
        problems.forEach(commandLine.getErr()::println);
        long files =
                problems.stream().map(ConfigurationProblem::file).distinct().count();
        commandLine
                .getErr()
                .println(folder + ": " + Words.count(problems.size(), "problem") + " in " + Words.count(files, "file"));
        return ExitCode.FAILED;
    }

    private static ConfigurationCheck check() {
        return ServiceLoader.load(ConfigurationCheck.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the image has no ConfigurationCheck on its class path"));
    }
}
