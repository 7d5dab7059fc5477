package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * A terminal that is drawn over. It has a page of its own while it is open; when it is closed the person's page comes
 * back with the last picture under it.
 */
final class Screen implements AutoCloseable {
    private static final String OWN_PAGE_NO_CURSOR_NO_WRAP = "\033[?1049h\033[?25l\033[?7l";
    private static final String BACK = "\033[?7h\033[?25h\033[?1049l";
    private static final String HOME = "\033[H";
    private static final String CLEAR_REST_OF_LINE = "\033[K";
    private static final String CLEAR_REST = "\033[J";
    private static final int DEFAULT_ROWS = 24;

    private final PrintWriter out;
    private final IntSupplier rows;
    private List<String> last = List.of(); // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param out the terminal
     * @param rows how many there are; asked for every picture, because people resize their windows
     */
    Screen(PrintWriter out, IntSupplier rows) {
        this.out = out;
        this.rows = rows;
        out.print(OWN_PAGE_NO_CURSOR_NO_WRAP);
    }

    /** Draws over what is there; what does not fit is left out at the end and counted. */
    synchronized void show(List<String> lines) {
        if (closed) {
            return;
        }
        last = lines;
        int room = rows.getAsInt();
        var picture = new StringBuilder(HOME);
        boolean fits = lines.size() <= room;
        int shown = fits ? lines.size() : room - 1;
        for (int i = 0; i < shown; i++) {
            picture.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(CLEAR_REST_OF_LINE);
        }
        if (!fits) {
            picture.append("\r\n... ").append(lines.size() - shown).append(" more lines; the worst are above");
        }
        out.print(picture.append(CLEAR_REST));
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            out.print(BACK);
            last.forEach(out::println);
            out.flush();
        }
    }

    /** The rows of this process's terminal. */
    static int rowsOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new java.io.File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int rows = size.matches("\\d+ \\d+\\s*") ? Integer.parseInt(size.substring(0, size.indexOf(' '))) : 0;
            return rows > 1 ? rows : DEFAULT_ROWS;
        } catch (IOException e) {
            return DEFAULT_ROWS; // no stty on this host, or no terminal of our own
        }
    }
}
