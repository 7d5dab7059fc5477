package org.gatewatch.shell.internal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One request, one answer, and nobody holds up the others for long. */
@Timeout(30)
class ControlServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path data;

    private final ScriptedResources scripted = new ScriptedResources();
    private AutoCloseable server;

    @BeforeEach
    void serve() throws IOException {
        server = Control.serve(data, scripted.resources());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private Path socket() {
        return data.resolve(ControlComponent.SOCKET);
    }

    private String ask(String request) throws IOException {
        try (var channel = TimedChannel.to(socket(), PATIENCE)) {
            channel.writeLine(request);
            return channel.readLine(1 << 20);
        }
    }

    @Test
    void belongsToItsOwnerAlone() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }

    @Test
    void answersWhatIsAsked() throws IOException {
        String answer = ask("{\"resource\":\"monitor\",\"operation\":\"show\",\"name\":\"offices\"}");

        assertTrue(answer.startsWith("{\"items\":[{\"monitorName\":\"offices\""), answer);
    }

    @Test
    void refusesWhatIsNoRequest() throws IOException {
        for (String request : new String[] {"{", "[]", "7", "null", "{}", "{\"resource\":\"x\",\"operation\":\"y\"}"}) {
            assertTrue(ask(request).startsWith("{\"error\":{\"kind\":\"VALIDATION\""), request);
        }
    }

    @Test
    void servesOthersWhileOneSaysNothing() throws IOException {
        try (var silent = TimedChannel.to(socket(), PATIENCE)) {
            assertTrue(
                    ask("{\"resource\":\"connection\",\"operation\":\"list\"}").contains("berlin"));
            assertEquals("", silent.readLine(10)); // it was hung up on
        }
    }

    @Test
    void servesOthersAfterOneThatAsksTooMuch() throws IOException {
        try (var greedy = TimedChannel.to(socket(), PATIENCE)) {
            greedy.writeLine("x".repeat(2 << 20));
        } catch (IOException e) {
            assertFalse(e.getMessage().isEmpty()); // hung up on while it was still sending
        }
        assertTrue(ask("{\"resource\":\"monitor\",\"operation\":\"list\"}").contains("offices"));
    }

    @Test
    void leavesNoSocketBehind() throws Exception {
        server.close();

        assertFalse(Files.exists(socket()));
    }
}
