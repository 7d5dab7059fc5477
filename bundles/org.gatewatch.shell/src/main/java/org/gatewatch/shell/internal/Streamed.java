package org.gatewatch.shell.internal;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/** Entries that are made when they are asked for, however many there are. */
final class Streamed<T, E> extends AbstractCollection<E> {
    private final Supplier<Iterator<T>> values;
    private final Function<T, E> entry;

    Streamed(Supplier<Iterator<T>> values, Function<T, E> entry) {
        this.values = values;
        this.entry = entry;
    }

    @Override
    public Iterator<E> iterator() {
        Iterator<T> each = values.get();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public E next() {
                return entry.apply(each.next());
            }
        };
    }

    /** Counts: nobody asks but a debugger. */
    @Override
    public int size() {
        int size = 0;
        for (Iterator<T> each = values.get(); each.hasNext(); each.next()) {
            size++;
        }
        return size;
    }
}
