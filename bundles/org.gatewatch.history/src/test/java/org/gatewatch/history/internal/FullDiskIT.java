package org.gatewatch.history.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link FullDisk} on a small file system that only it sees. */
class FullDiskIT {
    @TempDir
    private Path folder;

    @Test
    void waitsWhileTheDiskIsFullAndGoesOnAfterwards() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "mount -t tmpfs -o size=8m tmpfs \"$1\" && exec \"$2\" -XX:-UsePerfData -cp \"$3\" "
                + FullDisk.class.getName() + " \"$1\"";
        Process process = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        script,
                        "sh",
                        folder.toString(),
                        java,
                        System.getProperty("java.class.path"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals("all is well\n", said);
        assertEquals(0, process.waitFor());
    }
}
