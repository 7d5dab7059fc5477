package org.gatewatch.shell.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The status document as JSON and back. Immutable. */
public final class StatusJson {
    private final Gson compact = builder().create();
    private final Gson indented = builder().setPrettyPrinting().create();

    /** All in one line. */
    public String line(StatusDocument document) {
        return compact.toJson(document);
    }

    /** Indented, for people and for diff. */
    public String text(StatusDocument document) {
        return indented.toJson(document);
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws JsonParseException when it is something else, or of another schema
     */
    public StatusDocument parse(String json) {
        StatusDocument document = compact.fromJson(json, StatusDocument.class);
        if (document == null || document.schema() != StatusDocument.SCHEMA) {
            throw new JsonParseException("not a status document of schema " + StatusDocument.SCHEMA);
        }
        return document;
    }

    private static GsonBuilder builder() {
        return new GsonBuilder().disableHtmlEscaping().registerTypeAdapter(Instant.class, new InstantText());
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
