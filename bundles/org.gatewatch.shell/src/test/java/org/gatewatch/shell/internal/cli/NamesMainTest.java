package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NamesMainTest {
    @TempDir
    Path data;

    @Test
    void printsTheNamesThatBeginLikeThePrefix() throws IOException {
        var answer = "offices/berlin\noffices/paris\nother/oslo\n".getBytes(StandardCharsets.UTF_8);
        var server = ControlServer.start(
                data.resolve(ControlServer.SOCKET),
                (request, client) -> client.write(answer),
                Patience.of(Duration.ofSeconds(5)));
        try {
            assertEquals("offices/berlin\noffices/paris\n", print("off"));
        } finally {
            server.close();
        }
    }

    @Test
    void saysNothingWhenNothingRuns() {
        assertEquals("", print(""));
    }

    private String print(String prefix) {
        var out = new ByteArrayOutputStream();
        NamesMain.print(data, "probes", prefix, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
