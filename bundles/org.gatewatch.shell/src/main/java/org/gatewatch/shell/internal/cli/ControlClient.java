package org.gatewatch.shell.internal.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gatewatch.shell.internal.control.ControlComponent;
import org.gatewatch.shell.internal.control.ControlRequest;
import org.gatewatch.shell.internal.control.TimedChannel;

/**
 * Has the running instance look at resources and change them.
 *
 * @param data the instance's data folder
 */
record ControlClient(Path data) {
    /** Longer than the instance waits for its disk. */
    private static final Duration LIMIT = Duration.ofSeconds(40);
    /** A monitor with 10,000 probes has 6 MB. */
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    private static final Gson GSON = new GsonBuilder().serializeNulls().create(); // null takes a key back

    /** The resources that the request is about, as they are now; those that it deleted as they were. */
    JsonArray ask(ControlRequest request) throws NoAnswerException, RefusedRequest {
        Path socket = data.resolve(ControlComponent.SOCKET);
        if (Files.isDirectory(data) && !Files.isExecutable(data)) {
            throw new NoAnswerException("the data folder " + data + " belongs to somebody else; run this as its owner");
        }
        if (!Files.exists(socket)) {
            throw nothingRuns();
        }
        try (var channel = TimedChannel.to(socket, LIMIT)) {
            channel.writeLine(GSON.toJson(request));
            return items(
                    JsonParser.parseString(channel.readLine(MAX_ANSWER_BYTES)).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new NoAnswerException("the instance on data folder " + data + " broke off its answer");
        } catch (SocketException e) {
            throw nothingRuns();
        } catch (IOException e) {
            throw new NoAnswerException("the instance on data folder " + data + " broke off: " + e.getMessage());
        }
    }

    private static JsonArray items(JsonObject answer) throws RefusedRequest {
        if (answer.has("error")) {
            throw new RefusedRequest(
                    answer.getAsJsonObject("error").get("message").getAsString());
        }
        return answer.getAsJsonArray("items");
    }

    private NoAnswerException nothingRuns() {
        return new NoAnswerException("no instance is running on data folder " + data);
    }
}
