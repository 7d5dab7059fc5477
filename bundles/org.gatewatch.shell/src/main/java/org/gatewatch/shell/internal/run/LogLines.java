package org.gatewatch.shell.internal.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log as an operator reads it. The logging of the image (pax-logging-api alone: no backend, no 4 MB for one) prints
 * {@code BUNDLE [CLASS] LEVEL : message} without a time and has one level for all; here every line gets its time, and
 * the chatter of libraries below WARN is left out, and of a stack trace the frames of others. Other lines pass as they are.
 * Our lines begin with the name of an event (EVENTS.md); those of others get {@code library} or {@code component} for one.
 * For the journal, which has a time of its own, a line begins with its priority instead (sd-daemon(3)); what follows, such
 * as a stack trace, has that of the line before. Of a component that refuses its settings there is one line ({@link
 * Refusals}).
 */
final class LogLines extends OutputStream {
    private static final Pattern LINE =
            Pattern.compile("(\\S+) \\[(\\S+)\\] (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) : (.*)");
    /** Declarative Services write what a component meets when it starts to the error stream, in a form of their own. */
    private static final Pattern OF_COMPONENT =
            Pattern.compile("(WARN|ERROR) : bundle ([^:]+):\\S+ \\(\\d+\\)(?:\\[\\S+\\])? : (.*)");
    /** Of a stack trace, where others were on the way to us. */
    private static final Pattern FRAME_OF_OTHERS = Pattern.compile("\\t(at (?!org\\.gatewatch\\.)|\\.\\.\\. \\d+ ).*");

    private static final String OURS = "org.gatewatch.";
    private static final Map<String, String> PRIORITIES =
            Map.of("FATAL", "<2>", "ERROR", "<3>", "WARN", "<4>", "INFO", "<6>", "DEBUG", "<7>", "TRACE", "<7>");

    private final OutputStream out;
    private final Supplier<Instant> clock;
    private final boolean withLibraries;
    private final boolean journal;
    private final Refusals refusals; // guarded by this
    private String priority = "<6>"; // guarded by this
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this

    /**
     * @param out where the lines go
     * @param clock for the time on every line
     * @param withLibraries whether the libraries' lines below WARN are wanted too
     * @param journal whether they go to the journal
     */
    LogLines(OutputStream out, Supplier<Instant> clock, boolean withLibraries, boolean journal) {
        this.out = out;
        this.clock = clock;
        this.withLibraries = withLibraries;
        this.journal = journal;
        this.refusals = new Refusals(clock, this::format);
    }

    /** Says something in the form in which all other lines of the log arrive; it begins with the name of an event. */
    static void say(String text) {
        say("INFO", text);
    }

    /** The same of what is not as it should be. */
    static void warn(String text) {
        say("WARN", text);
    }

    /** The same of what somebody must look after. */
    static void error(String text) {
        say("ERROR", text);
    }

    private static void say(String level, String text) {
        System.out.println("org.gatewatch.shell [org.gatewatch.shell] " + level + " : " + text);
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        line.write(octet);
        if (octet == '\n') {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            String written = withLibraries ? format(text.stripTrailing()) : refusals.take(text.stripTrailing());
            out.write(written.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String format(String text) {
        Matcher parts = LINE.matcher(text);
        if (!parts.matches()) {
            return withoutForm(text);
        }
        String level = parts.group(3);
        if (parts.group(2).startsWith(OURS)) {
            return line(level, parts.group(1), parts.group(4));
        }
        boolean chatter = level.matches("TRACE|DEBUG|INFO");
        return chatter && !withLibraries ? "" : line(level, parts.group(1), "library: " + parts.group(4));
    }

    private String withoutForm(String text) {
        Matcher parts = OF_COMPONENT.matcher(text);
        if (parts.matches()) {
            return line(parts.group(1), parts.group(2), "component: " + parts.group(3));
        }
        boolean unwanted = !withLibraries && FRAME_OF_OTHERS.matcher(text).matches();
        return unwanted ? "" : (journal ? priority : "") + text + "\n";
    }

    private String line(String level, String bundle, String message) {
        String name = bundle.startsWith(OURS) ? bundle.substring(OURS.length()) : bundle;
        priority = PRIORITIES.get(level);
        String head = journal ? priority : clock.get().truncatedTo(ChronoUnit.SECONDS) + " " + level + " ";
        return head + name + ": " + message + "\n";
    }
}
