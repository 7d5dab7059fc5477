package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end and says something. */
final class Tool {
    private static final long LIMIT_SECONDS = 20;

    private Tool() {}

    /** What the command printed, errors too, whatever its exit status. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running: " + command);
            return said.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
