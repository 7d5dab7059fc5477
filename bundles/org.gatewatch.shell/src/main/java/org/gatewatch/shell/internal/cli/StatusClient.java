package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonParseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusJson;

/**
 * Asks the running instance.
 *
 * @param data the instance's data folder
 * @param limit how long it may take to answer
 */
record StatusClient(Path data, Duration limit) {
    private static final int CHUNK_BYTES = 64 * 1024;

    StatusDocument ask() throws NoAnswerException {
        Path socket = data.resolve("gatewatch.sock");
        if (Files.isDirectory(data) && !Files.isExecutable(data)) {
            throw new NoAnswerException(
                    "the data folder " + data + " belongs to somebody else; run status as its owner");
        }
        if (!Files.exists(socket)) {
            throw nothingRuns();
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return new StatusJson().parse(read(channel));
        } catch (JsonParseException e) {
            throw new NoAnswerException("the instance on data folder " + data
                    + " is of another version and cannot be understood; use its own command line");
        } catch (SocketException e) {
            throw nothingRuns();
        } catch (IOException e) {
            throw new NoAnswerException("the instance on data folder " + data + " broke off: " + e.getMessage());
        }
    }

    private NoAnswerException nothingRuns() {
        return new NoAnswerException("no instance is running on data folder " + data);
    }

    private String read(SocketChannel channel) throws IOException, NoAnswerException {
        var answer = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        try (var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            while (channel.read(chunk) >= 0) {
                answer.write(chunk.array(), 0, chunk.position());
                if (chunk.position() == 0) {
                    await(selector, deadlineNanos);
                }
                chunk.clear();
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private void await(Selector selector, long deadlineNanos) throws IOException, NoAnswerException {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
            throw new NoAnswerException(
                    "the instance on data folder " + data + " does not answer within " + limit.toSeconds() + " s");
        }
        selector.select(key -> {}, Math.max(1, Duration.ofNanos(leftNanos).toMillis()));
    }
}
