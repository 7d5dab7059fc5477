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
class InstanceClientTest {
    @TempDir
    Path data;

    @Test
    void tellsAFolderOfSomebodyElseFromOneWhereNothingRuns() {
        var gone = assertThrows(NoAnswerException.class, new InstanceClient(data.resolve("x"))::status);
        assertEquals("no instance is running on data folder " + data.resolve("x"), gone.getMessage());
    }

    @Test
    void waitsForAnInstanceThatIsSlow() throws Exception {
        var document = Documents.withoutServices();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(data.resolve("gatewatch.sock")));
            var instance = new Thread(() -> answerSlowly(server, Documents.json(document)), "test-instance");
            instance.start();
            assertEquals(document, new InstanceClient(data).status());
            instance.join();
        }
    }

    /** In all it takes longer than the client's limit, between two parts it does not. */
    private static void answerSlowly(ServerSocketChannel server, String text) {
        var rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        int part = rest.capacity() / 5;
        try (var client = server.accept()) {
            client.read(ByteBuffer.allocate(1_000)); // what is not read would reset the connection
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                client.write(rest.limit(Math.min(rest.capacity(), rest.position() + part)));
                return rest.position() == rest.capacity();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
