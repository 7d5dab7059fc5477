package org.gatewatch.shell.internal.doctor;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes out of a text what only the operator may know. Rather too much than too little. */
final class Secrets {
    static final String MASK = "(secret)";

    /** Keys that nobody has described, such as other programs' and those of YAML. */
    private static final String TELLING_NAME = "[\\w.\\-]*(?:pass|secret|community|token|credential|private)[\\w.\\-]*";
    /** One word of a line, as keys of the HTTP interface are written. */
    private static final Pattern WORD = Pattern.compile("(?i)\\b((?:secret|password|passphrase|community)=)[^\\s,;&]+");
    /** {@code tcp://user:password@host}. */
    private static final Pattern IN_URI = Pattern.compile("(\\w+://)[^/\\s@]+@");

    /** {@code key = value} of settings with the lines that a backslash continues it to, and {@code key: value} of YAML. */
    private final Pattern setting;

    /** @param keys of settings whose values are secret whatever the keys are called */
    Secrets(Collection<String> keys) {
        String names = Stream.concat(keys.stream().map(Pattern::quote), Stream.of(TELLING_NAME))
                .collect(Collectors.joining("|"));
        setting = Pattern.compile(
                "(?im)^([ \\t#!\\-]*(?:" + names + ")[ \\t]*[=: \\t\\f][ \\t]*)" + "(?:[^\\n]*\\\\\\r?\\n)*[^\\n]+$");
    }

    String without(String text) {
        String settings = setting.matcher(text).replaceAll("$1" + MASK);
        String words = WORD.matcher(settings).replaceAll("$1" + MASK);
        return IN_URI.matcher(words).replaceAll("$1" + MASK + "@");
    }
}
