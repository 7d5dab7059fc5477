package org.gatewatch.config.internal.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.config.internal.yaml.Problems;

/**
 * What may be said under one key.
 *
 * @param key what Metatype says about it
 */
record SettingRule(SettingKey key) {
    /** A reference to a property or the environment, or File Install's typed values: known only when it runs. */
    private static final Pattern NOT_LITERAL =
            Pattern.compile(".*\\$\\{.*|[TILFDXSCBb]?(\".*\"|\\[.*\\]|\\(.*\\))", Pattern.DOTALL);

    private static final Map<String, BigDecimal> LARGEST = Map.of(
            "Integer", BigDecimal.valueOf(Integer.MAX_VALUE),
            "Long", BigDecimal.valueOf(Long.MAX_VALUE),
            "Short", BigDecimal.valueOf(Short.MAX_VALUE),
            "Byte", BigDecimal.valueOf(Byte.MAX_VALUE));

    private static final Map<String, String> TYPE_NAMES =
            Map.of("Double", "a number", "Float", "a number", "Boolean", "true or false", "Character", "one character");

    /** What is wrong with the value and what is allowed; empty when it is right or cannot be known yet. */
    Optional<String> violation(String value) {
        boolean isAllowed = !isLiteral(value) || isAllowed(value.trim());
        return isAllowed ? Optional.empty() : Optional.of(Problems.message("not of this form", allowed()));
    }

    /** Whether the file gives the value itself, which then is known without running anything. */
    static boolean isLiteral(String value) {
        return !NOT_LITERAL.matcher(value).matches();
    }

    /** The value as a message may show it: never a secret. */
    String shown(String value) {
        return key.isSecret() ? "" : value;
    }

    private boolean isAllowed(String value) {
        return (key.options().isEmpty() || key.options().contains(value))
                && switch (key.type()) {
                    case "Integer", "Long", "Short", "Byte" -> value.matches("[-+]?\\d{1,19}") && isInRange(value);
                    case "Double", "Float" -> value.matches("[-+]?\\d{1,19}(\\.\\d{1,19})?") && isInRange(value);
                    case "Boolean" -> List.of("true", "false").contains(value);
                    case "Character" -> value.length() == 1;
                    default -> true;
                };
    }

    private boolean isInRange(String value) {
        var number = new BigDecimal(value);
        var largest = Optional.ofNullable(LARGEST.get(key.type()));
        return largest.map(limit -> number.abs().compareTo(limit) <= 0).orElse(true)
                && (key.min().isEmpty() || number.compareTo(new BigDecimal(key.min())) >= 0)
                && (key.max().isEmpty() || number.compareTo(new BigDecimal(key.max())) <= 0);
    }

    private String allowed() {
        if (!key.options().isEmpty()) {
            return "one of " + String.join(", ", key.options());
        }
        String type = LARGEST.containsKey(key.type()) ? "a whole number" : TYPE_NAMES.getOrDefault(key.type(), "text");
        String min = key.min().isEmpty() ? "" : " from " + key.min();
        String max = key.max().isEmpty() ? "" : " up to " + key.max();
        return type + min + max;
    }
}
