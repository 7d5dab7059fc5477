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
    /** At one time. A monitor with 200 tags and a probe with every key come to 500; nodes take 300 bytes, MEASURED. */
    static final int MAX_VALUES = 10_000;

    /** How many values and anchors there were at one moment. */
    record Mark(int values, int anchors) {}

    private final Parser parser;
    private int depth;
    private int aliases;
    private int values;
    private int anchors;

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

    /** How many collections are open. */
    int depth() {
        return depth;
    }

    Mark mark() {
        return new Mark(values, anchors);
    }

    /** No longer counts what came since, as nobody keeps it; what has an anchor is kept. */
    void forgetSince(Mark mark) {
        if (anchors == mark.anchors()) {
            values = mark.values();
        }
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
        anchors += event instanceof NodeEvent node && node.getAnchor().isPresent() ? 1 : 0;
        if (event instanceof NodeEvent && ++values > MAX_VALUES) {
            throw new ParserException("more than " + MAX_VALUES + " keys and values", event.getStartMark());
        }
        return event;
    }
}
