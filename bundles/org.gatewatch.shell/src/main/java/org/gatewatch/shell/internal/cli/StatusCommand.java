package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatewatch.shell.internal.StatusJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Show connections and probes of the running instance, the worst first.",
        footer = {
            "",
            "With --detailed-exitcode attention is needed by a connection, monitor or probe that is DOWN, "
                    + "DEGRADED or in ERROR, by a file with a problem, and by a reporter that does not report. Else "
                    + "the exit code is 0 if the instance answers.",
            "Loss and RTT are those of the last completed period. LOST/SENT counts late and refused ones too.",
            "The JSON is described in doc/STATUS.md of the image."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String INDENT = "  ";
    private static final StatusJson JSON = new StatusJson();
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final boolean terminal;

    @Mixin
    private final InstanceOption instance;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON; with --watch one line per second.")
    private boolean json;

    @Option(
            names = "--watch",
            description = "Refresh each second until Ctrl-C; not on a terminal: print a line for what is new.")
    private boolean watch;

    @Option(
            names = "--detailed-exitcode",
            description = "Exit 6 when something needs attention, 0 only when all is well; not with --watch.")
    private boolean detailedExitCode;

    StatusCommand(Installation installation, boolean terminal) {
        this.instance = new InstanceOption(installation);
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws NoAnswerException, RefusedRequest, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var client = instance.client();
        var table = new StatusTable(Palette.of(terminal), ZoneId.systemDefault());
        if (!watch) {
            return printOnce(client, table, out);
        }
        if (json) {
            follow(() -> print(client, "", out), out);
        } else if (terminal) {
            draw(client, table, out);
        } else {
            var news = new NewsLines();
            follow(() -> news.of(client.status()).forEach(out::println), out);
        }
        return ExitCode.GOOD;
    }

    private int printOnce(InstanceClient client, StatusTable table, PrintWriter out)
            throws NoAnswerException, RefusedRequest, IOException {
        if (json && !detailedExitCode) {
            print(client, INDENT, out);
            return ExitCode.GOOD;
        }
        var document = client.status();
        if (json) {
            JSON.write(document, out, INDENT);
            out.println();
        } else {
            table.lines(document).forEach(out::println);
        }
        return detailedExitCode && Attention.isNeeded(document) ? ExitCode.ATTENTION : ExitCode.GOOD;
    }

    private static void print(InstanceClient client, String indent, PrintWriter out)
            throws NoAnswerException, RefusedRequest {
        client.printStatus(out, indent);
        out.println();
    }

    /** Until nobody reads any more, or Ctrl-C. It sleeps because a look each second is what was asked for. */
    private static void follow(Look look, PrintWriter out)
            throws NoAnswerException, RefusedRequest, InterruptedException {
        do {
            look.print();
            Thread.sleep(REFRESH.toMillis());
        } while (!out.checkError());
    }

    /** Until Ctrl-C; an instance that is restarted meanwhile is waited for. */
    private static void draw(InstanceClient client, StatusTable table, PrintWriter out)
            throws NoAnswerException, RefusedRequest, InterruptedException {
        List<String> first = table.lines(client.status());
        try (var screen = new Screen(out, Screen::rowsOfTerminal)) {
            Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "gatewatch-screen"));
            screen.show(first);
            while (!out.checkError()) {
                Thread.sleep(REFRESH.toMillis());
                screen.show(look(client, table));
            }
        }
    }

    private static List<String> look(InstanceClient client, StatusTable table) {
        try {
            return table.lines(client.status());
        } catch (NoAnswerException | RefusedRequest e) {
            return List.of("gatewatch: " + e.getMessage() + "; waiting for it");
        }
    }

    private interface Look {
        void print() throws NoAnswerException, RefusedRequest;
    }
}
