package org.gatewatch.shell.internal.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One request, one answer, and nobody holds up others. */
@Timeout(30)
class ControlServerTest {
    private static final Patience LONG = Patience.of(Duration.ofMinutes(1));
    private static final Patience SHORT = Patience.of(Duration.ofMillis(200));
    private static final int CHUNK_BYTES = 65_536;
    /** More than the kernel keeps for a reader that does not read. */
    private static final byte[] LARGE = new byte[4_000_000];

    private static final ControlServer.Answer ECHO =
            (request, client) -> client.write(("so: " + request).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private ControlServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersWhatItIsAsked() throws IOException {
        start(ECHO, LONG);
        assertEquals("so: how was it?", ask("how was it?\n"));
    }

    @Test
    void answersAQuestionThatComesInParts() throws IOException {
        start(ECHO, LONG);
        try (var client = connect()) {
            client.write(StandardCharsets.UTF_8.encode("how "));
            client.write(StandardCharsets.UTF_8.encode("was it?\n"));
            assertEquals("so: how was it?", text(client));
        }
    }

    @Test
    void answersWhoHasNothingToAsk() throws IOException {
        start(ECHO, LONG);
        try (var client = connect()) {
            client.shutdownOutput();
            assertEquals("so: ", text(client));
        }
    }

    @Test
    void deliversAnAnswerLargerThanTheSocketBufferWhole() throws IOException {
        start((request, client) -> client.write(LARGE), LONG);
        assertEquals(LARGE.length, ask("\n").length());
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        start(ECHO, LONG);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }

    @Test
    void replacesTheSocketOfAKilledInstance() throws IOException {
        Files.createFile(socket());
        start(ECHO, LONG);
        assertEquals("so: x", ask("x\n"));
    }

    @Test
    void servesOthersWhileOneDoesNotRead() throws IOException {
        start((request, client) -> client.write(LARGE), LONG);
        try (var idle = connect()) {
            idle.write(StandardCharsets.UTF_8.encode("\n"));
            assertEquals(LARGE.length, ask("\n").length());
        }
    }

    @Test
    void servesOthersWhileOneSaysNothing() throws IOException {
        start(ECHO, LONG);
        try (var silent = connect()) {
            assertEquals("so: x", ask("x\n"));
            assertTrue(silent.isOpen());
        }
    }

    @Test
    void servesOthersWhileAChangeWaitsForTheDisk() throws IOException {
        var disk = new CountDownLatch(1);
        start(
                (request, client) -> {
                    if (request.equals("change")) {
                        awaitQuietly(disk);
                    }
                    ECHO.to(request, client);
                },
                LONG);
        try (var changing = connect()) {
            changing.write(StandardCharsets.UTF_8.encode("change\n"));
            assertEquals("so: status", ask("status\n"));
            disk.countDown();
            assertEquals("so: change", text(changing));
        }
    }

    @Test
    void hangsUpOnWhoNeverReads() throws IOException {
        start((request, client) -> client.write(LARGE), SHORT);
        try (var idle = connect()) {
            idle.write(StandardCharsets.UTF_8.encode("\n"));
            await().until(() -> hungUp(idle));
        }
    }

    @Test
    void hangsUpOnWhoReadsForTooLong() throws IOException {
        start(
                (request, client) -> {
                    while (true) {
                        client.write(LARGE);
                    }
                },
                new Patience(Duration.ofMinutes(1), Duration.ofMillis(300)));
        try (var endless = connect()) {
            endless.write(StandardCharsets.UTF_8.encode("\n"));
            var chunk = ByteBuffer.allocate(CHUNK_BYTES);
            await().pollInterval(Duration.ofMillis(1)).until(() -> endless.read(chunk.clear()) < 0);
        }
    }

    @Test
    void hangsUpOnAQuestionWithoutEnd() throws IOException {
        start(ECHO, LONG);
        try (var client = connect()) {
            assertThrows(IOException.class, () -> {
                while (true) {
                    client.write(ByteBuffer.allocate(CHUNK_BYTES));
                }
            });
        }
        assertEquals("so: x", ask("x\n"));
    }

    @Test
    void servesWhoWaitedForTooManyIdleClients() throws IOException {
        start(ECHO, SHORT);
        var idle = new ArrayList<SocketChannel>();
        for (int i = 0; i < ControlServer.MAX_CLIENTS + 4; i++) {
            idle.add(connect());
        }
        assertEquals("so: x", ask("x\n"));
        for (SocketChannel channel : idle) {
            channel.close();
        }
    }

    @Test
    void answersTheNextClientAfterAFailure() throws IOException {
        var asked = new AtomicInteger();
        start(
                (request, client) -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    ECHO.to(request, client);
                },
                LONG);
        assertEquals("", ask("x\n"));
        assertEquals("so: x", ask("x\n"));
    }

    @Test
    void triesAgainLaterWhenNoClientCanBeAccepted() throws IOException {
        var tries = new AtomicInteger();
        server = ControlServer.start(socket(), ECHO, LONG, listening -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("Too many open files");
            }
            return listening.accept();
        });
        assertEquals("so: x", ask("x\n"));
        assertTrue(tries.get() <= 3, "a busy loop would have tried many times in the pause");
    }

    @Test
    void hangsUpOnEverybodyWhenItIsClosed() throws IOException {
        start((request, client) -> client.write(LARGE), LONG);
        try (var idle = connect()) {
            idle.write(StandardCharsets.UTF_8.encode("\n"));
            server.close();
            await().until(() -> hungUp(idle));
        }
    }

    @Test
    void leavesNeitherSocketNorThreadBehind() throws IOException {
        start(ECHO, LONG);
        ask("x\n");
        server.close();
        assertFalse(Files.exists(socket()));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().matches("gatewatch-(control|client).*")));
    }

    @Test
    void refusesAPathThatIsTooLong() {
        Path tooLong = folder.resolve("x".repeat(120));
        assertThrows(IOException.class, () -> ControlServer.start(tooLong, ECHO, LONG));
    }

    private void start(ControlServer.Answer answer, Patience patience) throws IOException {
        server = ControlServer.start(socket(), answer, patience);
    }

    private Path socket() {
        return folder.resolve("s");
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private String ask(String question) throws IOException {
        try (var client = connect()) {
            client.write(StandardCharsets.UTF_8.encode(question));
            return text(client);
        }
    }

    private static String text(SocketChannel channel) throws IOException {
        var answer = new ByteArrayOutputStream();
        var chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(chunk) >= 0) {
            answer.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A write fails once the other side has closed; nothing is read, so this client stays idle. */
    private static boolean hungUp(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'?'}));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
