package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
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
}
