package org.gatewatch.shell.internal;

import com.google.gson.JsonParseException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.shell.internal.control.ControlRequest;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.ResourceAnswers;
import org.gatewatch.shell.internal.control.ResourceJson;

/**
 * What requests get: of the status and of the past a document, of resources {@code {"items":[…]}}, for a completion a name a line;
 * in place of any of these {@code {"error":{"kind":…,"message":…}}} when nothing was done.
 *
 * @param services asked anew for each request: they come and go
 */
record ControlAnswers(Snapshot snapshot, Supplier<Services> services) implements ControlServer.Answer {
    private static final StatusJson JSON = new StatusJson();
    private static final ControlRequest STATUS = new ControlRequest("status", "show");

    @Override
    public void to(String line, OutputStream client) throws IOException {
        // buffered, for an encoder allocates on each write, and quotes and commas are written one by one
        var text = new BufferedWriter(new OutputStreamWriter(client, StandardCharsets.UTF_8));
        try {
            answer(request(line), text);
        } catch (ResourceException e) {
            ResourceJson.write(e, text); // nothing was written before
        }
        text.flush();
    }

    private static ControlRequest request(String line) {
        try {
            return line.isBlank() ? STATUS : JSON.request(line);
        } catch (JsonParseException e) {
            throw new ResourceException(Kind.VALIDATION, "not a request: " + e.getMessage());
        }
    }

    private void answer(ControlRequest request, Writer text) throws IOException {
        var present = services.get();
        switch (request.resource()) {
            case "status" -> JSON.write(snapshot.of(present, Instant.now()), text);
            case "history" -> JSON.write(past(present, request), text);
            case "completion" -> Names.write(present, request.operation(), text);
            default ->
                ResourceJson.write(ResourceAnswers.items(present.resources(), present.monitoring(), request), text);
        }
    }

    private static HistoryDocument past(Services present, ControlRequest request) {
        var answers = new HistoryAnswers(present.history(), present.rehearsal(), present.monitoring());
        return answers.to(JSON.question(request.settings()));
    }
}
