package org.gatewatch.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The image that the build made, run as an operator runs it. */
final class Image {
    static final Path HOME = Path.of("target/gatewatch").toAbsolutePath();
    private static final long COMMAND_LIMIT_SECONDS = 60;

    private Image() {}

    /** Runs a short command to its end. */
    static Result execute(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("gatewatch-out", ".txt");
        Path err = Files.createTempFile("gatewatch-err", ".txt");
        try {
            Process process = start(List.of(), out, err, arguments);
            if (!process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(List.of(arguments) + " does not end");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * Starts a command.
     *
     * @param prefix what starts it, for example {@code ip netns exec NAME}
     */
    static Process start(List<String> prefix, Path out, Path err, String... arguments) throws IOException {
        return builder(prefix, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** The same for who wants to read along. */
    static ProcessBuilder builder(List<String> prefix, String... arguments) {
        var command = new ArrayList<String>(prefix);
        command.add(HOME.resolve("bin/gatewatch").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    /** How a command ended and what it said. */
    record Result(int exitCode, String out, String err) {}

    /** The text of a file that a process still writes. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
