package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = "Print the bash completion: source <(gatewatch completion)")
final class CompletionCommand implements Callable<Integer> {
    private static final String NAMES = "completion.bash";

    @Spec
    private CommandSpec spec;

    /** What picocli knows of commands and options, and in front of it what only the running instance knows. */
    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("gatewatch", spec.root().commandLine()));
        try (var names = CompletionCommand.class.getResourceAsStream(NAMES)) {
            out.print(new String(names.readAllBytes(), StandardCharsets.UTF_8));
        }
        out.flush();
        return ExitCode.GOOD;
    }
}
