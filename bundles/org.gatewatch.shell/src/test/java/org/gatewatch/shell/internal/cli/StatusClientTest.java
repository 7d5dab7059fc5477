package org.gatewatch.shell.internal.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.shell.internal.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StatusClientTest {
    @TempDir
    Path data;

    @Test
    void givesUpOnAnInstanceThatHangs() throws IOException {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(data.resolve("gatewatch.sock")));
            var client = new StatusClient(data, Duration.ofSeconds(1));
            var failure = assertThrows(NoAnswerException.class, client::ask);
            assertEquals("the instance on data folder " + data + " does not answer within 1 s", failure.getMessage());
        }
    }

    @Test
    void waitsForAnInstanceThatIsSlow() throws Exception {
        var document = Documents.withoutServices();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(data.resolve("gatewatch.sock")));
            var instance = new Thread(() -> answerSlowly(server, Documents.json(document)), "test-instance");
            instance.start();
            assertEquals(document, new StatusClient(data, Duration.ofSeconds(2)).ask());
            instance.join();
        }
    }

    /** In all it takes longer than the client's limit, between two parts it does not. */
    private static void answerSlowly(ServerSocketChannel server, String text) {
        var rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        int part = rest.capacity() / 5;
        try (var client = server.accept()) {
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                client.write(rest.limit(Math.min(rest.capacity(), rest.position() + part)));
                return rest.position() == rest.capacity();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
