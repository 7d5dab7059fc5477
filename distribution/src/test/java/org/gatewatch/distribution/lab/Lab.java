package org.gatewatch.distribution.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A lab of our own, taken down whatever happens: by {@link #close()}, and when this JVM is told to end. */
final class Lab implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src/main/lab").toAbsolutePath();

    private final String name = "it-" + UUID.randomUUID();
    private final Thread onExit = new Thread(() -> run("down"));

    private Lab() {}

    /** Builds it; skips the calling test, and says so, where the user may not. */
    static Lab up() {
        if (!System.getProperty("user.name").equals("root")) {
            String reason = "SKIPPED: tests with real packets need root to make network namespaces: "
                    + "sudo distribution/verify.sh";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        var lab = new Lab();
        Runtime.getRuntime().addShutdownHook(lab.onExit);
        lab.run("up");
        return lab;
    }

    /** Runs a command of {@code lab.sh} and returns what it printed. */
    String run(String... arguments) {
        return finish(builder("lab.sh", List.of(arguments)));
    }

    /** Runs a command of {@code impair.sh}, for example {@code lose 198.18.0.1 to 10}. */
    void impair(String command) {
        finish(builder("impair.sh", List.of(command.split(" "))));
    }

    /** Runs a command in a node to its end and returns what it printed. */
    String execute(String node, String command) {
        return finish(in(node, List.of(command.split(" "))));
    }

    private static String finish(ProcessBuilder builder) {
        String command = String.join(" ", builder.command());
        try {
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + process.exitValue() + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command, e);
        }
    }

    /** A command that is to become a process in a node; a signal to the process reaches the command. */
    ProcessBuilder in(String node, List<String> command) {
        var arguments = new ArrayList<>(List.of("exec", node));
        arguments.addAll(command);
        return builder("lab.sh", arguments);
    }

    private ProcessBuilder builder(String script, List<String> arguments) {
        var command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("GATEWATCH_LAB", name);
        return builder;
    }

    @Override
    public void close() {
        run("down");
        Runtime.getRuntime().removeShutdownHook(onExit);
    }
}
