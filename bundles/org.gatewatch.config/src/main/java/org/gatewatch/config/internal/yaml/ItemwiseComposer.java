package org.gatewatch.config.internal.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Hands the items of one list of the outermost mapping over one by one, and leaves that list empty: nodes that know their
 * places take dozens of times the size of their text (MEASURED), and a list may have 50,000 items.
 */
final class ItemwiseComposer extends Composer {
    /** Takes an item while the text is being read. */
    interface Items {
        void take(int index, Node item);
    }

    private final BoundedParser bounds;
    private final String listKey;
    private final Items items;
    private String outermostKey = "";

    ItemwiseComposer(LoadSettings settings, BoundedParser parser, String listKey, Items items) {
        super(settings, parser);
        this.bounds = parser;
        this.listKey = listKey;
        this.items = items;
    }

    @Override
    protected Node composeKeyNode(MappingNode mapping) {
        boolean isOutermost = bounds.depth() == 1;
        Node key = super.composeKeyNode(mapping);
        if (isOutermost) {
            outermostKey = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        }
        return key;
    }

    /** A list with an anchor is left whole: whoever refers to it wants its items. */
    @Override
    protected Node composeValueNode(MappingNode mapping) {
        boolean isList = bounds.depth() == 1
                && outermostKey.equals(listKey)
                && bounds.peekEvent() instanceof SequenceStartEvent start
                && start.getAnchor().isEmpty();
        return isList ? handOver(mapping) : super.composeValueNode(mapping);
    }

    private Node handOver(MappingNode mapping) {
        Event start = bounds.next();
        for (int i = 0; !bounds.checkEvent(Event.ID.SequenceEnd); i++) {
            var before = bounds.mark();
            items.take(i, super.composeValueNode(mapping));
            bounds.forgetSince(before);
        }
        Event end = bounds.next();
        return new SequenceNode(Tag.SEQ, true, List.of(), FlowStyle.BLOCK, start.getStartMark(), end.getEndMark());
    }
}
