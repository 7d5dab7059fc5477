package org.gatewatch.config.internal.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** From bytes to a graph of nodes that know their places. */
public final class YamlText {
    /**
     * Room for some 4,000 probes. Read into nodes that know their places a text takes dozens of times its size, MEASURED,
     * and the gateway's heap is 64 MB.
     */
    public static final int MAX_BYTES = 512 << 10;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlText() {}

    /** The document's value, or empty with at least one problem reported. */
    public static Optional<Value> read(byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(tooLarge(bytes.length));
            return Optional.empty();
        }
        return decode(bytes, problems)
                .filter(text -> isPrintable(text, problems))
                .flatMap(text -> compose(text, problems))
                .map(node -> new Value(node, "", problems));
    }

    /** What to say of a file with more than {@link #MAX_BYTES}. */
    public static String tooLarge(long bytes) {
        return "the file has " + bytes + " bytes: allowed are " + MAX_BYTES + "; split it into several files";
    }

    private static Optional<String> decode(byte[] bytes, Problems problems) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        var result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String hex = "0x%02X".formatted(bytes[in.position()]);
            problems.add(placeAfter(text, problems), "", "", "not UTF-8: byte " + hex + "; save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    }

    private static boolean isPrintable(String text, Problems problems) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                String code = "U+%04X".formatted(text.codePointAt(i));
                problems.add(
                        placeAfter(text.substring(0, i), problems), "", "", "character " + code + " is not allowed");
                return false;
            }
        }
        return true;
    }

    private static Place placeAfter(String text, Problems problems) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return problems.place(line, text.length() - text.lastIndexOf('\n'));
    }

    private static Optional<Node> compose(String text, Problems problems) {
        var settings = LoadSettings.builder()
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(Integer.MAX_VALUE) // BoundedParser counts them, and tells the line
                .build();
        try {
            var parser = new BoundedParser(new ParserImpl(settings, new StreamReader(settings, text)));
            Optional<Node> node = new Composer(settings, parser).getSingleNode();
            if (node.isEmpty()) {
                problems.add("says nothing: it is empty or all comment");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            String context = e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext() + ", ";
            problems.add(problems.place(mark), "", "", "not YAML: " + context + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add("not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }
}
