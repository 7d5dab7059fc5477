package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's SDK for Python, where it is installed (Debian: python3-boto3): it signs and reads otherwise than that for Java. */
class Boto3Test {
    private static final Path SCRIPT = Path.of("src/test/resources/boto3/every_operation.py");

    @TempDir
    Path root;

    private static boolean isInstalled() throws IOException, InterruptedException {
        var python = new ProcessBuilder("python3", "-c", "import boto3").redirectErrorStream(true);
        try {
            var process = python.start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no Python
        }
    }

    @Test
    void performsEveryOperation() throws Exception {
        assumeTrue(isInstalled(), "SKIPPED: boto3 is not installed");
        try (var gateway = new Gateway(root)) {
            var process = new ProcessBuilder(
                            "python3",
                            SCRIPT.toString(),
                            gateway.uri().toString(),
                            Gateway.WRITER,
                            Gateway.SECRET,
                            Gateway.SUBNET)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertEquals(0, process.waitFor(), said);
        }
    }
}
