package org.gatewatch.http.internal.door;

import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is answered. Immutable, but for a streamed body, which can be sent once. */
public final class Answer {
    public static final String JSON = "application/json";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Optional<Iterator<String>> pieces;

    private Answer(int status, Map<String, String> headers, byte[] body, Optional<Iterator<String>> pieces) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.pieces = pieces;
    }

    public static Answer json(int status, JsonElement json) {
        return text(status, JSON, json.toString());
    }

    public static Answer text(int status, String contentType, String text) {
        return new Answer(
                status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /**
     * One whose body is made while it is sent: of thousands of probes it is megabytes, which there is no memory for.
     *
     * @param pieces asked for on one thread after the other, as fast as the client takes them
     */
    public static Answer streamed(String contentType, Iterator<String> pieces) {
        return new Answer(200, Map.of("Content-Type", contentType), new byte[0], Optional.of(pieces));
    }

    /** Nothing but a status. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], Optional.empty());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, pieces);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /** Whether the body is made while it is sent. */
    public boolean isStreamed() {
        return pieces.isPresent();
    }

    /** The body, a part at a time; at least one. */
    public Iterator<byte[]> chunks() {
        return pieces.<Iterator<byte[]>>map(Chunks::new)
                .orElseGet(() -> List.of(body).iterator());
    }
}
