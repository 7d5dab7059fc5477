package org.gatewatch.shell.internal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatewatch.shell.internal.run.StartFailure;
import picocli.CommandLine;

/** Entry of {@code bin/gatewatch}, which sets the system properties read here. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("gatewatch.home", "."))
                .toAbsolutePath()
                .normalize();
        var installation = Installation.of(home, System.getenv(), version());
        boolean terminal = Boolean.getBoolean("gatewatch.terminal");
        boolean runs = arguments.length > 0 && arguments[0].equals("run");
        var commandLine = runs ? runLine(installation, terminal) : commandLine(installation, terminal);
        // JSON is UTF-8 whatever the locale; and picocli's own writer would not notice that nobody reads any more.
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(execute(commandLine, arguments));
    }

    private static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError e) { // of this process alone: weeks of one-second periods are hundreds of megabytes
            commandLine.getErr().println("gatewatch: the answer is too large; ask for less, with --since and --until");
            return ExitCode.FAILED;
        }
    }

    /** With one command: the gateway keeps its command line, and all of them take a third of a second, and 1 MB for good. */
    private static CommandLine runLine(Installation installation, boolean terminal) {
        return speaking(new CommandLine(new GatewatchCommand()).addSubcommand(new RunCommand(installation)), terminal);
    }

    static CommandLine commandLine(Installation installation, boolean terminal) {
        var all = new CommandLine(new GatewatchCommand())
                .addSubcommand(new RunCommand(installation))
                .addSubcommand(new CheckCommand(installation))
                .addSubcommand(new PlanCommand(installation, terminal))
                .addSubcommand(new StatusCommand(installation, terminal))
                .addSubcommand(new MonitorCommand(installation))
                .addSubcommand(new ProbeCommand(installation))
                .addSubcommand(new ConnectionCommand(installation))
                .addSubcommand(new HistoryCommand(installation, terminal))
                .addSubcommand(new ThresholdsCommand(installation))
                .addSubcommand(new DoctorCommand(installation))
                .addSubcommand(new SupportBundleCommand(installation))
                .addSubcommand(new VersionCommand(installation))
                .addSubcommand(new CompletionCommand());
        return speaking(all, terminal);
    }

    private static CommandLine speaking(CommandLine commandLine, boolean terminal) {
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()));
        commandLine.setParameterExceptionHandler((wrong, given) -> explain(wrong));
        commandLine.setUsageHelpAutoWidth(terminal);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return commandLine;
    }

    private static int explain(CommandLine.ParameterException wrong) {
        var command = wrong.getCommandLine();
        command.getErr()
                .println("gatewatch: " + message(wrong) + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** With what was probably meant. */
    private static String message(CommandLine.ParameterException wrong) {
        if (!(wrong instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return wrong.getMessage();
        }
        String word = unmatched.getUnmatched().get(0);
        var known = wrong.getCommandLine().getSubcommands().keySet();
        String what = word.startsWith("-") ? "option" : known.isEmpty() ? "argument" : "command";
        return "unknown " + what + " '" + word + "'"
                + unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(meant -> " (did you mean " + meant + "?)")
                        .orElse("");
    }

    /** One line for what an operator can mend, a stack trace for what only we can. */
    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof StartFailure || failure instanceof RefusedRequest) {
            err.println("gatewatch: " + failure.getMessage());
        } else if (failure instanceof NoAnswerException) {
            err.println("gatewatch: " + failure.getMessage());
            return ExitCode.NOT_RUNNING;
        } else {
            failure.printStackTrace(err); // of the command line alone, to the person who typed it: there is no log
        }
        return ExitCode.FAILED;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
