package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void putsTheTimeInFrontAndNamesTheBundle() {
        log(false).println("org.gatewatch.mqtt [org.gatewatch.mqtt.internal.ConnectionLog] WARN : no connection – yet");
        assertWritten("2026-01-01T00:00:00Z WARN mqtt: no connection – yet\n");
    }

    @Test
    void leavesOutTheChatterOfLibraries() {
        log(false).println("org.gatewatch.link [org.pcap4j.core.PcapHandle] INFO : Starting loop.");
        assertWritten("");
    }

    @Test
    void keepsTheWarningsOfLibraries() {
        log(false).println("org.gatewatch.link [org.pcap4j.core.PcapHandle] WARN : odd");
        assertWritten("2026-01-01T00:00:00Z WARN link: library: odd\n");
    }

    @Test
    void keepsTheChatterOfLibrariesWhenAsked() {
        log(true).println("org.apache.felix.scr [org.apache.felix.scr] DEBUG : busy");
        assertWritten("2026-01-01T00:00:00Z DEBUG org.apache.felix.scr: library: busy\n");
    }

    @Test
    void leavesOfStackTracesWhatIsOurs() {
        log(false)
                .println(
                        "java.io.IOException: gone\n\tat a.B.c(B.java:1)\n\tat org.gatewatch.A.b(A.java:1)\n\t... 5 more");
        assertWritten("java.io.IOException: gone\n\tat org.gatewatch.A.b(A.java:1)\n");
    }

    @Test
    void passesStackTracesAsTheyAreWhenAsked() {
        log(true).println("java.io.IOException: gone\n\tat a.B.c(B.java:1)");
        assertWritten("java.io.IOException: gone\n\tat a.B.c(B.java:1)\n");
    }

    @Test
    void putsTheTimeInFrontOfWhatComponentsMeet() {
        log(false)
                .println(
                        "ERROR : bundle org.gatewatch.history:0.1.0.SNAPSHOT (8)[org.gatewatch.history.A(8)] : no start");
        assertWritten("2026-01-01T00:00:00Z ERROR history: component: no start\n");
    }

    private static String refusal(String reason) {
        return """
                ERROR : bundle org.gatewatch.history:0.1.0.SNAPSHOT (9)[org.gatewatch.history(8)] : \
                Error during instantiation of the implementation object
                java.lang.reflect.InvocationTargetException
                \tat org.gatewatch.shell.internal.run.Launcher.start(Launcher.java:133)
                Caused by: %s
                \tat org.gatewatch.history.internal.HistorySettings.require(HistorySettings.java:35)

                org.gatewatch.monitor [org.gatewatch.monitor] ERROR : FrameworkEvent ERROR
                org.osgi.framework.ServiceException: Service factory returned null. (Component: org.gatewatch.history (9))
                \tat org.apache.felix.framework.ServiceRegistrationImpl.A(B.java:1)
                """.formatted(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.IllegalArgumentException: periods.days '0': allowed is 1 to 3650",
                "org.osgi.service.component.ComponentException: java.lang.NumberFormatException: periods.days '0': allowed is 1 to 3650"
            })
    void tellsInOneLineThatAComponentRefusesItsSettings(String reason) {
        log(false).print(refusal(reason) + refusal(reason));
        assertWritten(
                "2026-01-01T00:00:00Z ERROR history: component: it does not run: periods.days '0': allowed is 1 to 3650\n");
    }

    @Test
    void tellsWhereABugIs() {
        log(false).print(refusal("java.lang.NullPointerException: x"));
        assertTrue(
                written.toString(StandardCharsets.UTF_8)
                        .contains("NullPointerException: x\n\tat org.gatewatch.history."),
                written::toString);
    }

    @Test
    void passesOtherEventsOfTheFramework() {
        log(false).print("org.gatewatch.a [org.gatewatch.a] ERROR : FrameworkEvent ERROR\njava.io.IOException: x\n");
        assertWritten("2026-01-01T00:00:00Z ERROR a: FrameworkEvent ERROR\njava.io.IOException: x\n");
    }

    @Test
    void putsALineTogetherFromPieces() {
        PrintStream log = log(false);
        log.print("org.gatewatch.config");
        log.print(" [org.gatewatch.config.A] INFO : ");
        assertWritten("");
        log.println("applied");
        assertWritten("2026-01-01T00:00:00Z INFO config: applied\n");
    }

    @Test
    void givesTheJournalPrioritiesInsteadOfTimes() {
        PrintStream log = log(false, true);
        log.println("org.gatewatch.link [org.gatewatch.link.A] ERROR : odd");
        log.println("\tat org.gatewatch.B.c(B.java:1)");
        log.println("org.gatewatch.link [org.gatewatch.link.A] INFO : fine");
        assertWritten("<3>link: odd\n<3>\tat org.gatewatch.B.c(B.java:1)\n<6>link: fine\n");
    }

    private PrintStream log(boolean withLibraries) {
        return log(withLibraries, false);
    }

    private PrintStream log(boolean withLibraries, boolean journal) {
        var lines = new LogLines(written, () -> Instant.parse("2026-01-01T00:00:00.123Z"), withLibraries, journal);
        return new PrintStream(lines, false, StandardCharsets.UTF_8);
    }

    private void assertWritten(String expected) {
        assertEquals(expected, written.toString(StandardCharsets.UTF_8));
    }
}
