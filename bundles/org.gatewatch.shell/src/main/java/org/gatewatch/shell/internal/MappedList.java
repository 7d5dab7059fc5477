package org.gatewatch.shell.internal;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/** Maps an element whenever it is asked for, and keeps none of them: thousands cost what one does. */
final class MappedList<T, E> extends AbstractList<E> implements RandomAccess {
    private final List<T> values;
    private final Function<T, E> mapping;

    /**
     * @param values random access to what does not change any more
     * @param mapping cheap; asked again each time
     */
    MappedList(List<T> values, Function<T, E> mapping) {
        this.values = values;
        this.mapping = mapping;
    }

    @Override
    public E get(int index) {
        return mapping.apply(values.get(index));
    }

    @Override
    public int size() {
        return values.size();
    }
}
