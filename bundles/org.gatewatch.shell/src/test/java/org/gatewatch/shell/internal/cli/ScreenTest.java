package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter terminal = new StringWriter();

    @Test
    void givesTheTerminalBackWithTheLastPicture() {
        var screen = new Screen(new PrintWriter(terminal, true), () -> 24);
        screen.show(List.of("first"));
        screen.show(List.of("second"));
        screen.close();
        assertTrue(terminal.toString().startsWith("\033[?1049h\033[?25l\033[?7l"), terminal.toString());
        assertTrue(terminal.toString().endsWith("\033[?7h\033[?25h\033[?1049lsecond\n"), terminal.toString());
    }

    @Test
    void countsWhatDoesNotFit() {
        var screen = new Screen(new PrintWriter(terminal, true), () -> 5);
        screen.show(Collections.nCopies(10, "row"));
        assertTrue(terminal.toString().contains("... 6 more lines; the worst are above"), terminal.toString());
        assertEquals(4, terminal.toString().split("row", -1).length - 1);
    }

    @Test
    void drawsNothingAfterItWasClosed() {
        var screen = new Screen(new PrintWriter(terminal, true), () -> 24);
        screen.close();
        screen.show(List.of("late"));
        screen.close();
        assertFalse(terminal.toString().contains("late"));
    }
}
