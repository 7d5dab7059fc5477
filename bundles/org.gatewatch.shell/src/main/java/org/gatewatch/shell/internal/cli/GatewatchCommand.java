package org.gatewatch.shell.internal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "gatewatch",
        description = "Shows which VPN connections of this gateway are bad right now, how bad, and whose fault it is.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:good; run: stopped on request (SIGTERM, SIGINT)",
            "1:check, plan: the configuration is bad; doctor: something is bad; run: it could not start; else: not done, and why",
            "2:usage: unknown command or option, or no such folder",
            "3:run: a privilege or a library is missing",
            "4:status, plan, history, thresholds, monitor, probe, connection: no instance is running",
            "5:plan --detailed-exitcode: something would change",
            "6:status --detailed-exitcode: something needs attention"
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n")
final class GatewatchCommand implements Runnable {
    // Written by picocli, as the annotated fields of all commands are.
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean unusedHelp; // picocli acts on it itself

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
