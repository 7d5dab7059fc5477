package org.gatewatch.http.internal.door;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** A JSON object that ends with a list of any length; each item is made when its turn has come, and forgotten then. */
public final class JsonList implements Iterator<String> {
    /** So many are sent as a whole: nobody has to wait until another's stream has ended. */
    private static final int FEW = 100;

    private final Iterator<? extends JsonElement> items;
    private String before;
    private boolean isComplete;

    private JsonList(JsonObject head, String name, Iterator<? extends JsonElement> items) {
        String members = head.toString();
        this.items = items;
        this.before = members.substring(0, members.length() - 1) + (head.isEmpty() ? "" : ",") + '"' + name + "\":[";
    }

    /**
     * A list of what is there already.
     *
     * @param head the other members
     * @param name of the list: plain letters
     * @param shape of an item; asked for once for each
     */
    public static <T> Answer answer(
            JsonObject head, String name, List<T> values, Function<? super T, ? extends JsonElement> shape) {
        if (values.size() > FEW) {
            return answer(head, name, values.stream().map(shape).iterator());
        }
        var list = new JsonArray();
        values.forEach(it -> list.add(shape.apply(it)));
        var whole = head.deepCopy();
        whole.add(name, list);
        return Answer.json(200, whole);
    }

    /** A list whose length nobody knows. */
    public static Answer answer(JsonObject head, String name, Iterator<? extends JsonElement> items) {
        return Answer.streamed(Answer.JSON, new JsonList(head, name, items));
    }

    @Override
    public boolean hasNext() {
        return !isComplete;
    }

    @Override
    public String next() {
        String piece = before;
        before = ",";
        if (items.hasNext()) {
            return piece + items.next();
        }
        isComplete = true;
        return (piece.equals(",") ? "" : piece) + "]}";
    }
}
