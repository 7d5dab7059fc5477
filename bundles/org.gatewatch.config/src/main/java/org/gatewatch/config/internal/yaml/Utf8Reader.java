package org.gatewatch.config.internal.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** From bytes to characters, without ever holding the whole text; knows the place of what a text must not have. */
final class Utf8Reader extends Reader {
    /** The text has a byte or a character that no YAML file has. */
    static final class NotTextException extends IOException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final int column;

        NotTextException(int line, int column, String message) {
            super(message);
            this.line = line;
            this.column = column;
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    /** The scanner copies what it has of a token whenever it reads on, so a token without an end must be stopped. */
    private static final int MAX_COLUMN = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(8192).flip();
    private boolean atStart = true;
    private boolean atEnd;
    private int line = 1;
    private int column = 1;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        var out = CharBuffer.wrap(target, offset, length);
        boolean hasMore = true;
        while (out.position() == 0 && hasMore) {
            hasMore = fill();
            CoderResult result = decoder.decode(bytes, out, atEnd);
            if (out.position() == 0 && result.isError()) {
                String hex = "0x%02X".formatted(bytes.get(bytes.position()));
                throw new NotTextException(line, column, Problems.message("not UTF-8: byte " + hex, "UTF-8"));
            }
            skipByteOrderMark(target, offset, out);
        }
        walk(target, offset, offset + out.position());
        return out.position() == 0 ? -1 : out.position();
    }

    /** Where the text ends, if it does so within a line. */
    Optional<Place> endWithinLine(Problems problems) {
        return column == 1 ? Optional.empty() : Optional.of(problems.place(line, column));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Whether decoding can go on: there are bytes, or the end is new. */
    private boolean fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        boolean hadEnded = atEnd;
        atEnd = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
        return bytes.hasRemaining() || !hadEnded;
    }

    private void skipByteOrderMark(char[] target, int offset, CharBuffer out) {
        if (atStart && out.position() > 0) {
            atStart = false;
            if (target[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(target, offset + 1, target, offset, out.position() - 1);
                out.position(out.position() - 1);
            }
        }
    }

    /** Surrogates come in pairs: the decoder never parts them. */
    private void walk(char[] text, int from, int to) throws NotTextException {
        int i = from;
        while (i < to) {
            int character = Character.codePointAt(text, i, to);
            if (!StreamReader.isPrintable(character)) {
                throw new NotTextException(
                        line,
                        column,
                        Problems.message(
                                "character U+%04X".formatted(character), "printable ones, tabs and line breaks"));
            }
            if (column > MAX_COLUMN) {
                throw new NotTextException(
                        line, column, Problems.message("a line is too long", "at most " + MAX_COLUMN + " characters"));
            }
            int width = Character.charCount(character);
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + width;
            i += width;
        }
    }
}
