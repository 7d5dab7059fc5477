package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonParseException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.Writer;
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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Queue;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryQuestion;
import org.gatewatch.shell.internal.RunningState;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusJson;

/**
 * Asks the running instance.
 *
 * @param data the instance's data folder
 * @param limit for how long no byte of the answer may come
 */
record StatusClient(Path data, Duration limit) {
    /** A good one: an instance with 10,000 probes needs a tenth of it. */
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private static final int CHUNK_BYTES = 64 * 1024;

    private static final String STATUS = "gatewatch.sock";
    private static final String HISTORY = "history.sock";

    private static final StatusJson JSON = new StatusJson();

    StatusDocument ask() throws NoAnswerException {
        return answer(STATUS, "", JSON::parse);
    }

    HistoryDocument ask(HistoryQuestion question) throws NoAnswerException {
        return answer(HISTORY, JSON.question(question), JSON::parseHistory);
    }

    /** Prints the answer's JSON, in lines. */
    void print(HistoryQuestion question, Writer out) throws NoAnswerException {
        answer(HISTORY, JSON.question(question), text -> {
            JSON.copy(text, out, "  ");
            return out;
        });
    }

    /** The same, without more than can be compared with files. */
    RunningState askConfigured() throws NoAnswerException {
        return answer(STATUS, "", JSON::parseConfigured);
    }

    /**
     * Prints the answer's JSON.
     *
     * @param indent of a level; empty: all in one line
     */
    void print(Writer out, String indent) throws NoAnswerException {
        answer(STATUS, "", text -> {
            JSON.copy(text, out, indent);
            return out;
        });
    }

    private <T> T answer(String name, String question, Reading<T> reading) throws NoAnswerException {
        Path socket = data.resolve(name);
        if (Files.isDirectory(data) && !Files.isExecutable(data)) {
            throw new NoAnswerException("the data folder " + data + " belongs to somebody else; run this as its owner");
        }
        if (!Files.exists(socket)) {
            throw nothingRuns();
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8)));
            return reading.of(new InputStreamReader(take(channel), StandardCharsets.UTF_8));
        } catch (JsonParseException e) {
            if (e.getCause() instanceof EOFException) {
                throw brokeOff("the answer is not complete");
            }
            throw new NoAnswerException("the instance on data folder " + data
                    + " is of another version and cannot be understood; use its own command line");
        } catch (SocketException e) {
            throw nothingRuns();
        } catch (IOException e) {
            throw brokeOff(e.getMessage());
        }
    }

    private NoAnswerException brokeOff(String why) {
        return new NoAnswerException("the instance on data folder " + data + " broke off: " + why);
    }

    private NoAnswerException nothingRuns() {
        return new NoAnswerException("no instance is running on data folder " + data);
    }

    /** All of it before any is printed: the instance hangs up on who waits for a person that reads page by page. */
    private InputStream take(SocketChannel channel) throws IOException, NoAnswerException {
        var answer = new ArrayDeque<InputStream>();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        byte last = 0;
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        try (var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            for (int read = channel.read(chunk); read >= 0; read = channel.read(chunk.clear())) {
                if (read == 0) {
                    await(selector, deadlineNanos);
                } else {
                    last = chunk.get(read - 1);
                    answer.add(new ByteArrayInputStream(Arrays.copyOf(chunk.array(), read)));
                    deadlineNanos = System.nanoTime() + limit.toNanos();
                }
            }
        }
        if (last != '}') {
            throw new EOFException("the answer is not complete");
        }
        return new SequenceInputStream(new Draining(answer));
    }

    private void await(Selector selector, long deadlineNanos) throws IOException, NoAnswerException {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
            throw new NoAnswerException(
                    "the instance on data folder " + data + " does not answer within " + limit.toSeconds() + " s");
        }
        selector.select(key -> {}, Math.max(1, Duration.ofNanos(leftNanos).toMillis()));
    }

    private interface Reading<T> {
        T of(Reader text) throws IOException;
    }

    /** Forgets what was read, which leaves the memory to what is made of it. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
    private record Draining(Queue<InputStream> left) implements Enumeration<InputStream> {
        @Override
        public boolean hasMoreElements() {
            return !left.isEmpty();
        }

        @Override
        public InputStream nextElement() {
            return left.remove();
        }
    }
}
