package org.gatewatch.config.internal.yaml;

import java.util.regex.Pattern;

/** Names of hosts as RFC 1123 section 2.1 has them. */
final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    /**
     * The last label is no number: resolvers read {@code 10.0.0.0x1} and {@code 3405803777} as addresses. A dot at the end
     * is allowed; it says that nothing is to be appended when the name is looked up.
     */
    static final Pattern FORM =
            Pattern.compile("(?!(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?$)" + LABEL + "(\\." + LABEL + ")*\\.?");

    private HostName() {}

    static boolean isOne(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }
}
