package org.gatewatch.config.internal.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.gatewatch.config.internal.yaml.Utf8Reader.NotTextException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** From bytes to a graph of nodes that know their places. */
public final class YamlText {
    /** Room for 170,000 probes in one line each: what a file may say is bounded by the memory for its probes. */
    public static final int MAX_BYTES = 10 << 20;

    private static final String YAML = "YAML 1.2, its nesting and aliases bounded";

    private static final int BUFFER_SIZE = 16 << 10;

    private final String listKey;
    private final Consumer<Value> items;
    private Optional<Place> endWithinLine = Optional.empty();

    /**
     * A text that is for the most part one list, of which no more than one item is kept in memory.
     *
     * @param listKey that list's key in the outermost mapping
     * @param items takes its items, in order, before the document is complete
     */
    public YamlText(String listKey, Consumer<Value> items) {
        this.listKey = listKey;
        this.items = items;
    }

    /** The document's value, its list being empty; or nothing, with at least one problem reported. */
    public Optional<Value> read(InputStream bytes, Problems problems) {
        var settings = LoadSettings.builder()
                .setCodePointLimit(MAX_BYTES)
                .setBufferSize(BUFFER_SIZE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE) // BoundedParser counts them, and tells the line
                .build();
        try {
            var reader = new Utf8Reader(bytes);
            var parser = new BoundedParser(new ParserImpl(settings, new StreamReader(settings, reader)));
            Optional<Node> node = new ItemwiseComposer(
                            settings,
                            parser,
                            listKey,
                            (index, item) -> take(new Value(item, listKey + '[' + index + ']', problems)))
                    .getSingleNode();
            endWithinLine = reader.endWithinLine(problems);
            if (node.isEmpty()) {
                problems.add(Problems.message("says nothing: it is empty or all comment", "a mapping of keys"));
            }
            return node.map(document -> new Value(document, "", problems));
        } catch (MarkedYamlEngineException e) {
            var mark = isUnclosed(e) ? e.getContextMark() : e.getProblemMark().or(e::getContextMark);
            problems.add(problems.place(mark), "", "", Problems.message("not YAML: " + what(e), YAML));
        } catch (YamlEngineException e) {
            report(e, problems);
        }
        return Optional.empty();
    }

    /** Where the text that was read ends, if it does so within a line, as one does that is being written. */
    public Optional<Place> endWithinLine() {
        return endWithinLine;
    }

    /** Nobody mends so many problems in one go; looking for more of them would take long. */
    private void take(Value item) {
        if (!item.problems().isFull()) {
            items.accept(item);
        }
    }

    /** What to say of a file with more than {@link #MAX_BYTES}. */
    public static String tooLarge(long bytes) {
        return Problems.message("the file has " + bytes + " bytes; split it into several", "at most " + MAX_BYTES);
    }

    /** In a person's words where the parser's are about its own state. */
    private static String what(MarkedYamlEngineException e) {
        if (e.getProblem().startsWith("expected <block end>")) {
            return "the indentation is not that of the lines before it";
        }
        return e.getContext() == null || e.getContext().isBlank()
                ? e.getProblem()
                : e.getContext() + ", " + e.getProblem();
    }

    /** What never ends is mended where it begins, and not at the end of the file, where that is noticed. */
    private static boolean isUnclosed(MarkedYamlEngineException e) {
        return "found unexpected end of stream".equals(e.getProblem())
                && e.getContextMark().isPresent();
    }

    private static void report(YamlEngineException e, Problems problems) {
        if (e.getCause() instanceof NotTextException cause) {
            problems.add(problems.place(cause.line(), cause.column()), "", "", cause.getMessage());
        } else if (e.getCause() instanceof IOException cause) {
            problems.add("cannot be read: " + cause);
        } else {
            problems.add(Problems.message("not YAML: " + e.getMessage(), YAML));
        }
    }
}
