package org.gatewatch.shell.internal;

import com.google.gson.Gson;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A document, which is a record, as UTF-8, a chunk at a time: of thousands of probes it is megabytes, which the running instance has no
 * memory for. An entry of a list is asked for when its turn has come and forgotten once it is written. Not thread-safe.
 */
final class StatusChunks implements Iterator<byte[]> {
    /** A chunk is complete once it has this many bytes; what the writer buffers makes it a little longer. */
    private static final int CHUNK_BYTES = 32 * 1024;

    private final Gson gson;
    private final Record document;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK_BYTES);
    private final JsonWriter out;
    private final Iterator<RecordComponent> fields;
    /** What is left of the list that is being written; null between lists. */
    private Iterator<?> entries;

    private boolean begun;
    private boolean complete;

    StatusChunks(Gson gson, Record document) throws IOException {
        this.gson = gson;
        this.document = document;
        this.fields = List.of(document.getClass().getRecordComponents()).iterator();
        // Buffered, for an encoder allocates on each write, and JsonWriter writes quotes and commas one by one.
        this.out = gson.newJsonWriter(new BufferedWriter(new OutputStreamWriter(chunk, StandardCharsets.UTF_8)));
    }

    @Override
    public boolean hasNext() {
        return !complete;
    }

    @Override
    public byte[] next() {
        if (complete) {
            throw new NoSuchElementException("the document is complete");
        }
        try {
            chunk.reset();
            while (!complete && chunk.size() < CHUNK_BYTES) {
                writeStep();
            }
            out.flush();
            return chunk.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeStep() throws IOException {
        if (!begun) {
            out.beginObject();
            begun = true;
        } else if (entries != null) {
            writeEntry();
        } else if (fields.hasNext()) {
            beginField(fields.next());
        } else {
            out.endObject();
            complete = true;
        }
    }

    private void beginField(RecordComponent field) throws IOException {
        Object value = valueOf(field);
        if (value instanceof Collection<?> list) {
            out.name(field.getName()).beginArray();
            entries = list.iterator();
        } else if (value != null) {
            out.name(field.getName());
            gson.toJson(value, value.getClass(), out);
        }
    }

    private void writeEntry() throws IOException {
        if (entries.hasNext()) {
            Object entry = entries.next();
            gson.toJson(entry, entry.getClass(), out);
        } else {
            out.endArray();
            entries = null;
        }
    }

    private Object valueOf(RecordComponent field) {
        try {
            return field.getAccessor().invoke(document);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a public accessor of a public record", e);
        }
    }
}
