package org.gatewatch.config.internal.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.felix.metatype.AD;
import org.gatewatch.config.internal.yaml.Problems;
import org.osgi.service.metatype.AttributeDefinition;

/** What Metatype says about one key. */
final class SettingRule {
    /** A reference to a property or the environment, or File Install's typed values: known only when it runs. */
    private static final Pattern NOT_LITERAL =
            Pattern.compile(".*\\$\\{.*|[TILFDXSCBb]?(\".*\"|\\[.*\\]|\\(.*\\))", Pattern.DOTALL);

    private static final Map<Integer, String> TYPE_NAMES = Map.of(
            AttributeDefinition.INTEGER, "a whole number",
            AttributeDefinition.LONG, "a whole number",
            AttributeDefinition.SHORT, "a whole number",
            AttributeDefinition.BYTE, "a whole number",
            AttributeDefinition.DOUBLE, "a number",
            AttributeDefinition.FLOAT, "a number",
            AttributeDefinition.BOOLEAN, "true or false",
            AttributeDefinition.CHARACTER, "one character");

    private final AD key;

    SettingRule(AD key) {
        this.key = key;
    }

    /** What is wrong with the value and what is allowed; empty when it is right or cannot be known yet. */
    Optional<String> violation(String value) {
        if (!isLiteral(value)) {
            return Optional.empty();
        }
        boolean isAllowed = key.getType() == AttributeDefinition.BOOLEAN
                ? List.of("true", "false").contains(value.trim())
                : isValid(value.trim());
        return isAllowed ? Optional.empty() : Optional.of(Problems.message("not of this form", allowed()));
    }

    /** Whether the file gives the value itself, which then is known without running anything. */
    static boolean isLiteral(String value) {
        return !NOT_LITERAL.matcher(value).matches();
    }

    /** The value as a message may show it: never a secret. */
    String shown(String value) {
        return key.getType() == AttributeDefinition.PASSWORD ? "" : value;
    }

    /** Felix answers null for a value whose type does not matter, and an empty text for a valid one. */
    private boolean isValid(String value) {
        String violation = key.validate(value);
        return violation == null || violation.isEmpty();
    }

    private String allowed() {
        if (key.getOptionValues() != null && key.getOptionValues().length > 0) {
            return "one of " + String.join(", ", key.getOptionValues());
        }
        String type = TYPE_NAMES.getOrDefault(key.getType(), "text");
        String min = key.getMin() == null ? "" : " from " + key.getMin();
        String max = key.getMax() == null ? "" : " up to " + key.getMax();
        return type + min + max;
    }
}
