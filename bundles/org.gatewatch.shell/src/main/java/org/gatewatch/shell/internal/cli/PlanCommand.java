package org.gatewatch.shell.internal.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationCheck.SeenRtt;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description = "Show what a folder of configuration files would change in the running instance.",
        footer = {
            "",
            "A line for each connection, monitor and probe that would be added (+), removed (-) or changed "
                    + "(~), with the keys that change. What commands and APIs made (managed/) stays where DIR has no "
                    + "folder managed/ of its own. Exits 0, or 1 if the files are bad. The JSON is described in "
                    + "doc/STATUS.md of the image."
        })
final class PlanCommand implements Callable<Integer> {
    private final boolean terminal;

    @Mixin
    private final InstanceOption instance;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "DIR", required = true, description = "Folder with the files to try.")
    private Path config;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--detailed-exitcode",
            description = "Exit 5 when something would change, 0 only when nothing would.")
    private boolean detailedExitCode;

    PlanCommand(Installation installation, boolean terminal) {
        this.instance = new InstanceOption(installation);
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws NoAnswerException, RefusedRequest {
        var commandLine = spec.commandLine();
        Path folder = Folder.existing("--config", config, config, commandLine);
        CheckedConfiguration checked = Checks.of(folder, SeenRtt.NONE);
        if (!checked.problems(Severity.ERROR).isEmpty()) {
            Checks.print(folder, checked, commandLine.getOut(), commandLine.getErr());
            return ExitCode.FAILED;
        }
        var client = instance.client();
        var managed = Managed.of(client, folder);
        var plan = Plan.of(managed.without(client.running(), checked.state()), checked.state());
        print(plan, commandLine.getOut());
        managed.notice(folder).ifPresent(commandLine.getErr()::println);
        return detailedExitCode && !plan.changes().isEmpty() ? ExitCode.CHANGES : ExitCode.GOOD;
    }

    private void print(Plan plan, PrintWriter out) {
        if (json) {
            out.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(PlanDocument.of(plan)));
        } else {
            PlanLines.of(plan, Palette.of(terminal)).forEach(out::println);
        }
    }
}
