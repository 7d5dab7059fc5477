package org.gatewatch.api.resource;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param nextToken what to ask for the next part with; empty on the last. It stays good while things come and go: nothing
 *     is shown twice, and only what came before it meanwhile is not shown
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(nextToken, "nextToken");
    }
}
