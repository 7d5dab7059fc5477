package org.gatewatch.shell.internal;

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
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StatusServerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int CHUNK_BYTES = 65_536;
    private static final byte[] SHORT_ANSWER = "all is well".getBytes(StandardCharsets.UTF_8);
    // More than the kernel keeps for a reader that does not read.
    private static final byte[] LONG_ANSWER = new byte[4_000_000];

    @TempDir
    Path folder;

    private StatusServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersWithoutBeingAsked() throws IOException {
        start(SHORT_ANSWER, LONG);
        assertEquals("all is well", new String(ask(), StandardCharsets.UTF_8));
        assertEquals("all is well", new String(ask(), StandardCharsets.UTF_8));
    }

    @Test
    void deliversAnAnswerLargerThanTheSocketBufferWhole() throws IOException {
        start(LONG_ANSWER, LONG);
        assertEquals(LONG_ANSWER.length, ask().length);
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        start(SHORT_ANSWER, LONG);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())));
    }

    @Test
    void replacesTheSocketOfAKilledInstance() throws IOException {
        Files.createFile(socket());
        start(SHORT_ANSWER, LONG);
        assertEquals(SHORT_ANSWER.length, ask().length);
    }

    @Test
    void servesOthersWhileOneDoesNotRead() throws IOException {
        start(LONG_ANSWER, LONG);
        try (var idle = connect()) {
            assertEquals(LONG_ANSWER.length, ask().length);
            assertEquals(true, idle.isConnected());
        }
    }

    @Test
    void hangsUpOnWhoNeverReads() throws IOException {
        start(LONG_ANSWER, Duration.ofMillis(200));
        try (var idle = connect()) {
            await().until(() -> hungUp(idle));
        }
    }

    @Test
    void staysWithWhoReadsSlowly() throws IOException {
        var limit = Duration.ofSeconds(2);
        start(LONG_ANSWER, limit);
        long begin = System.nanoTime();
        try (var slow = connect()) {
            var chunk = ByteBuffer.allocate(LONG_ANSWER.length);
            await().pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            slow.read(chunk.limit(Math.min(chunk.capacity(), chunk.position() + CHUNK_BYTES))) <= 0);
            assertEquals(LONG_ANSWER.length, chunk.position());
        }
        assertTrue(System.nanoTime() - begin > limit.toNanos(), "it was not slow");
    }

    @Test
    void hangsUpOnWhoReadsForTooLong() throws IOException {
        server = StatusServer.start(
                socket(),
                StatusServer.Service.status(
                        () -> Stream.generate(() -> new byte[CHUNK_BYTES]).iterator()),
                Duration.ofMillis(200));
        try (var endless = connect()) {
            var chunk = ByteBuffer.allocate(CHUNK_BYTES);
            await().until(() -> endless.read(chunk.clear()) < 0);
        }
    }

    @Test
    void makesNoMoreOfAnAnswerThanIsRead() throws IOException {
        var made = new AtomicInteger();
        server = StatusServer.start(
                socket(),
                StatusServer.Service.status(() -> Stream.generate(() -> new byte[CHUNK_BYTES])
                        .peek(chunk -> made.incrementAndGet())
                        .iterator()),
                LONG);
        try (var idle = connect()) {
            await().during(Duration.ofMillis(300)).until(() -> made.get() < 100);
            assertTrue(idle.isConnected());
        }
    }

    @Test
    void answersTheNextClientAfterAFailureInTheMiddle() throws IOException {
        var asked = new AtomicInteger();
        server = StatusServer.start(
                socket(),
                StatusServer.Service.status(() -> asked.incrementAndGet() == 1
                        ? Stream.of(1, 0)
                                .map(divisor -> new byte[SHORT_ANSWER.length / divisor])
                                .iterator()
                        : answer(SHORT_ANSWER)),
                LONG);
        assertEquals(SHORT_ANSWER.length, ask().length);
        assertEquals("all is well", new String(ask(), StandardCharsets.UTF_8));
    }

    @Test
    void servesWhoWaitedForTooManyIdleClients() throws IOException {
        start(LONG_ANSWER, Duration.ofMillis(200));
        var idle = new ArrayList<SocketChannel>();
        for (int i = 0; i < 12; i++) {
            idle.add(connect());
        }
        assertEquals(LONG_ANSWER.length, ask().length);
        for (SocketChannel channel : idle) {
            channel.close();
        }
    }

    @Test
    void answersTheNextClientAfterAFailure() throws IOException {
        var asked = new AtomicInteger();
        server = StatusServer.start(
                socket(),
                StatusServer.Service.status(() -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    return answer(SHORT_ANSWER);
                }),
                LONG);
        assertEquals(0, ask().length);
        assertEquals(SHORT_ANSWER.length, ask().length);
    }

    @Test
    void triesAgainLaterWhenNoClientCanBeAccepted() throws IOException {
        var tries = new AtomicInteger();
        server = StatusServer.start(
                socket(), StatusServer.Service.status(() -> answer(SHORT_ANSWER)), LONG, listening -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IOException("Too many open files");
                    }
                    return listening.accept();
                });
        assertEquals(SHORT_ANSWER.length, ask().length);
        assertEquals(2, tries.get(), "a busy loop would have tried many times in the pause");
    }

    @Test
    void leavesNeitherSocketNorThreadBehind() throws IOException {
        start(SHORT_ANSWER, LONG);
        server.close();
        assertFalse(Files.exists(socket()));
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("gatewatch-status")));
    }

    private void startEcho() throws IOException {
        var echo = new StatusServer.Service(
                "gatewatch-test", true, question -> answer(("so: " + question).getBytes(StandardCharsets.UTF_8)));
        server = StatusServer.start(socket(), echo, LONG);
    }

    @Test
    void answersTheQuestionThatItIsAsked() throws IOException {
        startEcho();
        try (var client = connect()) {
            client.write(StandardCharsets.UTF_8.encode("how "));
            client.write(StandardCharsets.UTF_8.encode("was it?\n"));
            assertEquals("so: how was it?", new String(readAll(client), StandardCharsets.UTF_8));
        }
    }

    @Test
    void hangsUpOnAQuestionWithoutEnd() throws IOException {
        startEcho();
        try (var client = connect()) {
            client.write(ByteBuffer.allocate(5_000));
            var nothing = ByteBuffer.allocate(1);
            await().until(() -> isReset(client, nothing));
        }
    }

    private static boolean isReset(SocketChannel client, ByteBuffer nothing) {
        try {
            return client.read(nothing) < 0;
        } catch (IOException e) {
            return true; // reset, because not all was read
        }
    }

    @Test
    void refusesAPathThatIsTooLong() {
        Path tooLong = folder.resolve("x".repeat(120));
        assertThrows(
                IOException.class,
                () -> StatusServer.start(tooLong, StatusServer.Service.status(() -> answer(SHORT_ANSWER)), LONG));
    }

    private void start(byte[] answer, Duration limit) throws IOException {
        server = StatusServer.start(socket(), StatusServer.Service.status(() -> answer(answer)), limit);
    }

    /** In chunks as the status document comes in. */
    private static Iterator<byte[]> answer(byte[] answer) {
        return IntStream.iterate(0, from -> from < answer.length, from -> from + CHUNK_BYTES)
                .mapToObj(from -> Arrays.copyOfRange(answer, from, Math.min(answer.length, from + CHUNK_BYTES)))
                .iterator();
    }

    private Path socket() {
        return folder.resolve("s");
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private byte[] ask() throws IOException {
        try (var channel = connect()) {
            return readAll(channel);
        }
    }

    private static byte[] readAll(SocketChannel channel) throws IOException {
        var answer = new ByteArrayOutputStream();
        var chunk = ByteBuffer.allocate(65_536);
        while (channel.read(chunk) >= 0) {
            answer.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
        return answer.toByteArray();
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
