package org.gatewatch.config.internal.managed;

import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A number, {@code true}, {@code false} or {@code null} as a file has it: {@code 1.10} and {@code 0x10} are written again
 * as they were, unless they are changed.
 *
 * @param text what the file says
 * @param tag what it means
 */
public record Written(String text, Tag tag) {
    /** Whether a value would mean the same in the file. */
    public boolean means(Object value) {
        Object meaning = Document.meaning(text);
        if (meaning instanceof Number one && value instanceof Number other) {
            return one.doubleValue() == other.doubleValue(); // one may be an int where the other is a long
        }
        return value.equals(meaning);
    }

    @Override
    public String toString() {
        return text;
    }
}
