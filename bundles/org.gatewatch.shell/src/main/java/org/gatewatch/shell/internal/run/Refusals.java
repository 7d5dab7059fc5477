package org.gatewatch.shell.internal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one line of what is logged when a component refuses its settings: Declarative Services write a stack trace, anew
 * each time somebody asks for the component's service, and the framework another. Not thread-safe.
 */
final class Refusals {
    private static final String FAILED = "Error during instantiation of the implementation object";
    private static final Pattern BEGIN =
            Pattern.compile("ERROR : bundle .* : " + FAILED + "|\\S+ \\[\\S+\\] ERROR : FrameworkEvent ERROR");
    /** What comes between the first line and the reason. */
    private static final Pattern ON_THE_WAY =
            Pattern.compile("java\\.lang\\.reflect\\.InvocationTargetException|\\tat .*");

    private static final Pattern REASON =
            Pattern.compile("Caused by: (?:java\\.lang\\.IllegalArgumentException|org\\.osgi\\.service\\.component\\."
                    + "ComponentException): (?:[\\w.$]+Exception: )?(.*)");
    /** What the framework has to say of it, which is no news. */
    private static final Pattern ECHO =
            Pattern.compile("org\\.osgi\\.framework\\.ServiceException: Service factory returned null\\. .*");

    private static final Pattern REST_OF_TRACE = Pattern.compile("\\t.*|Caused by: .*|");
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);

    private final Supplier<Instant> clock;
    private final UnaryOperator<String> form;
    /** Lines of which the next tells what they are. */
    private final List<String> held = new ArrayList<>();
    /** When what was said. */
    private final Map<String, Instant> said = new HashMap<>();

    private boolean isInTrace;

    /** @param form makes of a line what is written, which may be nothing */
    Refusals(Supplier<Instant> clock, UnaryOperator<String> form) {
        this.clock = clock;
        this.form = form;
    }

    /** Takes a line; what is written now. */
    String take(String line) {
        isInTrace = isInTrace && REST_OF_TRACE.matcher(line).matches();
        if (isInTrace) {
            return "";
        }
        Pattern awaited = held.isEmpty() ? BEGIN : ON_THE_WAY;
        if (awaited.matcher(line).matches()) {
            return hold(line);
        }
        return held.isEmpty() ? form.apply(line) : told(line);
    }

    /** What is written now that a line tells what those are that are held. */
    private String told(String line) {
        Matcher reason = REASON.matcher(line);
        String first = held.get(0);
        held.add(line);
        String all = held.stream().map(form).collect(Collectors.joining());
        held.clear();
        isInTrace = true;
        if (reason.matches()) {
            return once(first.replace(FAILED, "it does not run: " + reason.group(1)));
        }
        isInTrace = ECHO.matcher(line).matches();
        return isInTrace ? "" : all;
    }

    private String hold(String line) {
        held.add(line);
        return "";
    }

    private String once(String line) {
        Instant now = clock.get();
        said.values().removeIf(at -> Duration.between(at, now).compareTo(REPEATED_AFTER) >= 0);
        return said.putIfAbsent(line, now) == null ? form.apply(line) : "";
    }
}
