package org.gatewatch.shell.internal.doctor;

import java.util.regex.Pattern;

/** Takes out of a text what only the operator may know. Rather too much than too little. */
final class Secrets {
    static final String MASK = "(secret)";

    /** {@code key = value} of settings with the lines that a backslash continues it to, and {@code key: value} of YAML. */
    private static final Pattern SETTING = Pattern.compile(
            "(?im)^([ \\t#!\\-]*[\\w.\\-]*(?:pass|secret|community|token|credential|private)[\\w.\\-]*[ \\t]*[=: ][ \\t]*)"
                    + "(?:[^\\n]*\\\\\\r?\\n)*[^\\n]+$");
    /** One word of a line, as keys of the HTTP interface are written. */
    private static final Pattern WORD = Pattern.compile("(?i)\\b((?:secret|password|passphrase|community)=)[^\\s,;&]+");
    /** {@code tcp://user:password@host}. */
    private static final Pattern IN_URI = Pattern.compile("(\\w+://)[^/\\s@]+@");

    private Secrets() {}

    static String without(String text) {
        String settings = SETTING.matcher(text).replaceAll("$1" + MASK);
        String words = WORD.matcher(settings).replaceAll("$1" + MASK);
        return IN_URI.matcher(words).replaceAll("$1" + MASK + "@");
    }
}
