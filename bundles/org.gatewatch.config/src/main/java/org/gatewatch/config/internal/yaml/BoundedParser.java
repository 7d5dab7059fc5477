package org.gatewatch.config.internal.yaml;

import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Stops a text that would make the composer, which recurses, overflow its stack, that multiplies itself through aliases,
 * or that is so dense that its nodes would not fit the heap. snakeyaml-engine 2.10 has no limit of depth, and its limit of aliases tells no line.
 */
final class BoundedParser implements Parser {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 50;
    /** The largest file holds 54,000 in the examples' style, and 67,000 with the fewest keys and shortest names. */
    static final int MAX_VALUES = 100_000;

    private final Parser parser;
    private int depth;
    private int aliases;
    private int values;

    BoundedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
            throw new ParserException("nested more than " + MAX_DEPTH + " deep", event.getStartMark());
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event.getEventId() == Event.ID.Alias && ++aliases > MAX_ALIASES) {
            throw new ParserException("more than " + MAX_ALIASES + " aliases", event.getStartMark());
        }
        if (event instanceof NodeEvent && ++values > MAX_VALUES) {
            throw new ParserException("more than " + MAX_VALUES + " keys and values", event.getStartMark());
        }
        return event;
    }
}
