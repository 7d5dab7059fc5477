package org.gatewatch.shell.internal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryQuestion;
import org.gatewatch.shell.internal.RunningState;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusJson;
import org.gatewatch.shell.internal.control.ControlRequest;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;
import org.gatewatch.shell.internal.control.TimedChannel;

/**
 * Asks the running instance.
 *
 * @param data the instance's data folder
 */
record InstanceClient(Path data) {
    /** A good one: an instance with 10,000 probes needs a tenth of it. */
    private static final Duration STATUS_LIMIT = Duration.ofSeconds(5);
    /** Years of periods are read from the disk before the first verdict changes. */
    private static final Duration HISTORY_LIMIT = Duration.ofSeconds(60);
    /** Longer than the instance waits for its disk. */
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(40);

    private static final StatusJson JSON = new StatusJson();
    private static final ControlRequest STATUS = new ControlRequest("status", "show");

    StatusDocument status() throws NoAnswerException, RefusedRequest {
        return ask(STATUS, STATUS_LIMIT, text -> JSON.parse(text, StatusDocument.class));
    }

    /** Of the status what can be compared with files. */
    RunningState running() throws NoAnswerException, RefusedRequest {
        return ask(STATUS, STATUS_LIMIT, text -> JSON.parse(text, RunningState.class));
    }

    HistoryDocument history(HistoryQuestion question) throws NoAnswerException, RefusedRequest {
        return ask(JSON.request(question), HISTORY_LIMIT, text -> JSON.parse(text, HistoryDocument.class));
    }

    /** The resources that the request is about, as they are now; those that it deleted as they were. */
    JsonArray resources(ControlRequest request) throws NoAnswerException, RefusedRequest {
        return ask(request, CHANGE_LIMIT, text -> JsonParser.parseReader(text)
                .getAsJsonObject()
                .getAsJsonArray("items"));
    }

    /**
     * Prints the status as JSON.
     *
     * @param indent of a level; empty: all in one line
     */
    void printStatus(Writer out, String indent) throws NoAnswerException, RefusedRequest {
        ask(STATUS, STATUS_LIMIT, copy(out, indent));
    }

    /** Prints an answer about the past as JSON, in lines. */
    void printHistory(HistoryQuestion question, Writer out) throws NoAnswerException, RefusedRequest {
        ask(JSON.request(question), HISTORY_LIMIT, copy(out, "  "));
    }

    private static Reading<Writer> copy(Writer out, String indent) {
        return text -> {
            JSON.copy(text, out, indent);
            return out;
        };
    }

    private <T> T ask(ControlRequest request, Duration limit, Reading<T> reading)
            throws NoAnswerException, RefusedRequest {
        String line = JSON.text(request); // before it connects: the instance does not wait for it long
        try (var channel = TimedChannel.to(socket(), Patience.of(limit))) {
            channel.writeLine(line);
            var answer = Answer.from(channel);
            if (answer.isRefusal()) {
                throw new RefusedRequest(refusal(answer));
            }
            return reading.of(answer.text());
        } catch (JsonParseException | IllegalStateException e) {
            if (e.getCause() instanceof EOFException) {
                throw brokeOff("the answer is not complete");
            }
            throw new NoAnswerException("the instance on data folder " + data
                    + " is of another version and cannot be understood; use its own command line");
        } catch (SocketException e) {
            throw "Permission denied".equals(e.getMessage()) ? notOurs() : nothingRuns();
        } catch (IOException e) {
            throw brokeOff(e.getMessage());
        }
    }

    private static String refusal(Answer answer) {
        JsonObject error =
                JsonParser.parseReader(answer.text()).getAsJsonObject().getAsJsonObject("error");
        return error.get("message").getAsString();
    }

    private Path socket() throws NoAnswerException {
        Path socket = data.resolve(ControlServer.SOCKET);
        try {
            Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return socket;
        } catch (AccessDeniedException e) {
            throw notOurs();
        } catch (NoSuchFileException e) {
            throw nothingRuns();
        } catch (IOException e) {
            throw new NoAnswerException("the data folder " + data + " cannot be read: " + e.getMessage());
        }
    }

    private NoAnswerException notOurs() {
        return new NoAnswerException("the data folder " + data + " belongs to somebody else; run this as its owner");
    }

    private NoAnswerException brokeOff(String why) {
        return new NoAnswerException("the instance on data folder " + data + " broke off: " + why);
    }

    private NoAnswerException nothingRuns() {
        return new NoAnswerException("no instance is running on data folder " + data);
    }

    private interface Reading<T> {
        T of(Reader text) throws IOException;
    }
}
