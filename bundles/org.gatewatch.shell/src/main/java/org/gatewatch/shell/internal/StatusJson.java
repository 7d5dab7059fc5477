package org.gatewatch.shell.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatewatch.shell.internal.control.ControlRequest;

/** Requests and documents as JSON and back. Immutable. */
public final class StatusJson {
    private final Gson gson = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, new InstantText())
            .create();
    /** In a request null takes a key back. */
    private final Gson withNulls = gson.newBuilder().serializeNulls().create();

    /** Writes all of it in one line. The entries of its lists are made one by one: at most one is in memory. */
    void write(Record document, Writer to) throws IOException {
        write(document, to, "");
    }

    /**
     * Writes a document.
     *
     * @param indent of a level, for people and for diff; empty: all in one line
     */
    public void write(Record document, Writer to, String indent) throws IOException {
        var out = gson.newJsonWriter(to);
        out.setIndent(indent);
        gson.toJson(document, document.getClass(), out);
        out.flush();
    }

    /** Writes a request in one line. */
    public String text(ControlRequest request) {
        return withNulls.toJson(request);
    }

    /**
     * Reads a request.
     *
     * @throws JsonParseException when it is none
     */
    ControlRequest request(String line) {
        ControlRequest request = gson.fromJson(line, ControlRequest.class);
        if (request == null) {
            throw new JsonParseException("nothing is asked for");
        }
        return request;
    }

    /** A question as a request. */
    public ControlRequest request(HistoryQuestion question) {
        return new ControlRequest(
                "history", "show", "", "", gson.toJsonTree(question).getAsJsonObject());
    }

    HistoryQuestion question(JsonObject json) {
        return gson.fromJson(json, HistoryQuestion.class);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws JsonParseException when it is something else, or of another schema; caused by an {@link EOFException} when
     *     it ends too early
     */
    public <T extends Versioned> T parse(Reader text, Class<T> type) {
        T document = gson.fromJson(text, type);
        if (document == null) {
            throw new JsonParseException(new EOFException("nothing came"));
        }
        requireOurs(document.schema());
        return document;
    }

    /**
     * Copies what {@link #write} wrote, token by token, so that its size does not matter. Nothing is written of a document
     * of another schema.
     *
     * @param indent of a level, for people and for diff; empty: all in one line
     * @throws JsonParseException as {@link #parse}
     */
    public void copy(Reader text, Writer to, String indent) throws IOException {
        JsonReader in = gson.newJsonReader(text);
        JsonWriter out = gson.newJsonWriter(to);
        out.setIndent(indent);
        try {
            in.beginObject();
            requireOurs(in.nextName().equals("schema") ? in.nextInt() : 0);
            out.beginObject().name("schema").value(StatusDocument.SCHEMA);
            while (in.peek() != JsonToken.END_DOCUMENT) {
                copyToken(in, out);
            }
        } catch (EOFException | MalformedJsonException | IllegalStateException | NumberFormatException e) {
            throw new JsonParseException(e);
        }
        out.flush();
    }

    private static void copyToken(JsonReader in, JsonWriter out) throws IOException {
        switch (in.peek()) {
            case BEGIN_OBJECT -> {
                in.beginObject();
                out.beginObject();
            }
            case END_OBJECT -> {
                in.endObject();
                out.endObject();
            }
            case BEGIN_ARRAY -> {
                in.beginArray();
                out.beginArray();
            }
            case END_ARRAY -> {
                in.endArray();
                out.endArray();
            }
            case NAME -> out.name(in.nextName());
            case STRING -> out.value(in.nextString());
            case NUMBER -> out.jsonValue(in.nextString());
            case BOOLEAN -> out.value(in.nextBoolean());
            default -> {
                in.nextNull();
                out.nullValue();
            }
        }
    }

    private static void requireOurs(int schema) {
        if (schema != StatusDocument.SCHEMA) {
            throw new JsonParseException("not a status document of schema " + StatusDocument.SCHEMA);
        }
    }

    /** An instant as ISO 8601 in UTC, whole seconds: nobody acts on less. */
    private static final class InstantText extends TypeAdapter<Instant> {
        @Override
        public void write(JsonWriter out, Instant value) throws IOException {
            out.value(
                    value == null ? null : value.truncatedTo(ChronoUnit.SECONDS).toString());
        }

        @Override
        public Instant read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            return Instant.parse(in.nextString());
        }
    }
}
