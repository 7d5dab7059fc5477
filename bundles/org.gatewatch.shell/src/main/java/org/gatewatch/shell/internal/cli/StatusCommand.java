package org.gatewatch.shell.internal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Show connections and probes of the running instance, the worst first.",
        footer = {
            "",
            "Loss and RTT are those of the last completed period. LOST/SENT counts late and refused samples too.",
            "The JSON is described in doc/STATUS.md of the image."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String INDENT = "  ";
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final Installation installation;
    private final boolean terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON; with --watch one line per second.")
    private boolean json;

    @Option(
            names = "--watch",
            description = "Refresh each second until Ctrl-C; not on a terminal: print a line for what is new.")
    private boolean watch;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the instance. Default: data in the image.")
    private Path data;

    StatusCommand(Installation installation, boolean terminal) {
        this.installation = installation;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws NoAnswerException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var client = new StatusClient(data == null ? installation.data() : data, StatusClient.ANSWER_LIMIT);
        var palette = Palette.of(terminal);
        var table = new StatusTable(palette, ZoneId.systemDefault());
        if (!watch) {
            if (json) {
                print(client, INDENT, out);
            } else {
                table.lines(client.ask()).forEach(out::println);
            }
        } else if (json) {
            follow(() -> print(client, "", out), out);
        } else if (terminal) {
            draw(client, table, out);
        } else {
            var news = new NewsLines();
            follow(() -> news.of(client.ask()).forEach(out::println), out);
        }
        return ExitCode.GOOD;
    }

    private static void print(StatusClient client, String indent, PrintWriter out) throws NoAnswerException {
        client.print(out, indent);
        out.println();
    }

    /** Until nobody reads any more, or Ctrl-C. It sleeps because a look each second is what was asked for. */
    private static void follow(Look look, PrintWriter out) throws NoAnswerException, InterruptedException {
        do {
            look.print();
            Thread.sleep(REFRESH.toMillis());
        } while (!out.checkError());
    }

    /** Until Ctrl-C; an instance that is restarted meanwhile is waited for. */
    private static void draw(StatusClient client, StatusTable table, PrintWriter out)
            throws NoAnswerException, InterruptedException {
        List<String> first = table.lines(client.ask());
        try (var screen = new Screen(out, Screen::rowsOfTerminal)) {
            Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "gatewatch-screen"));
            screen.show(first);
            while (!out.checkError()) {
                Thread.sleep(REFRESH.toMillis());
                screen.show(look(client, table));
            }
        }
    }

    private static List<String> look(StatusClient client, StatusTable table) {
        try {
            return table.lines(client.ask());
        } catch (NoAnswerException e) {
            return List.of("gatewatch: " + e.getMessage() + "; waiting for it");
        }
    }

    private interface Look {
        void print() throws NoAnswerException;
    }
}
