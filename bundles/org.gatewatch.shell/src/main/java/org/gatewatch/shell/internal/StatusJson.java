package org.gatewatch.shell.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;

/** The status document as JSON and back. Immutable. */
public final class StatusJson {
    private final Gson gson = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, new InstantText())
            .create();

    /** All in one line, in UTF-8, made while it is asked for: at most one chunk and one entry are in memory. */
    public Iterator<byte[]> chunks(Record document) {
        try {
            return new StatusChunks(gson, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #chunks} made.
     *
     * @throws JsonParseException when it is something else, or of another schema; caused by an {@link EOFException} when
     *     it ends too early
     */
    public StatusDocument parse(Reader text) {
        StatusDocument document = gson.fromJson(text, StatusDocument.class);
        if (document == null) {
            throw new JsonParseException(new EOFException("nothing came"));
        }
        requireOurs(document.schema());
        return document;
    }

    /** Writes a question in one line. */
    public String question(HistoryQuestion question) {
        return gson.toJson(question) + "\n";
    }

    /**
     * Reads a question.
     *
     * @throws JsonParseException when it is none
     */
    HistoryQuestion question(String line) {
        return gson.fromJson(line, HistoryQuestion.class);
    }

    /**
     * Reads an answer to a question.
     *
     * @throws JsonParseException as {@link #parse}
     */
    public HistoryDocument parseHistory(Reader text) {
        HistoryDocument document = gson.fromJson(text, HistoryDocument.class);
        if (document == null) {
            throw new JsonParseException(new EOFException("nothing came"));
        }
        requireOurs(document.schema());
        return document;
    }

    /**
     * Reads of what {@link #chunks} made what can be compared with files.
     *
     * @throws JsonParseException as {@link #parse}, and when the instance does not tell what is configured
     */
    public RunningState parseConfigured(Reader text) {
        RunningState state = gson.fromJson(text, RunningState.class);
        if (state == null) {
            throw new JsonParseException(new EOFException("nothing came"));
        }
        requireOurs(state.schema());
        if (state.probes().stream().anyMatch(probe -> probe.configured() == null)) {
            throw new JsonParseException("an instance of before it told what is configured");
        }
        return state;
    }

    /**
     * Copies what {@link #chunks} made, token by token, so that its size does not matter. Nothing is written of a document
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
