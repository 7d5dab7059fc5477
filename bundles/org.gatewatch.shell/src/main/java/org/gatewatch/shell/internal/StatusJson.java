package org.gatewatch.shell.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.stream.IntStream;

/** The status document as JSON and back. Immutable. */
public final class StatusJson {
    private static final String NO_PROBES = "\"probes\":[]";

    private final Gson compact = builder().create();
    private final Gson indented = builder().setPrettyPrinting().create();

    /** All in one line. */
    public String line(StatusDocument document) {
        return compact.toJson(document);
    }

    /** The same as {@link #line}, in pieces that are made as they are asked for: the line of 10,000 probes has 8 MB. */
    Iterator<byte[]> pieces(StatusDocument document) {
        String frame = line(document.withoutProbes());
        int place = frame.indexOf(NO_PROBES) + NO_PROBES.length() - 1; // in the text of a value, quotes are escaped
        var probes = document.probes();
        int last = probes.size() + 1;
        return IntStream.rangeClosed(0, last) // flatMap would make all pieces at once
                .mapToObj(at -> {
                    if (at == 0) {
                        return frame.substring(0, place);
                    }
                    return at == last
                            ? frame.substring(place)
                            : (at == 1 ? "" : ",") + compact.toJson(probes.get(at - 1));
                })
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .iterator();
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
