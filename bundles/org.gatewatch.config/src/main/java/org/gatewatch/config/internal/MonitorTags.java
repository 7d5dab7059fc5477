package org.gatewatch.config.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.config.internal.yaml.Form;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueType;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** The operator's own words about a monitor, probe or connection; within the limits that AWS CloudWatch Network Monitor has for tags. */
final class MonitorTags {
    private static final int MAX_TAGS = 200;
    private static final int MAX_KEY_LENGTH = 128;
    private static final int MAX_VALUE_LENGTH = 256;

    private static final String RESERVED = "aws:";

    /** For the schema of whatever has tags. */
    static final ValueType<Map<String, String>> TYPE = ValueType.of(
            new Form("""
                    {"type": "object", "maxProperties": 200, "propertyNames": {"minLength": 1, "maxLength": 128, \
                    "pattern": "^(?![aA][wW][sS]:)"}, "additionalProperties": {"anyOf": [{"type": "string", \
                    "maxLength": 256}, {"type": ["number", "boolean", "null"]}]}}""", "at most 200; keys of 1 to 128 characters, not beginning with `aws:`; values of 0 to 256"),
            MonitorTags::read);

    private MonitorTags() {}

    private static Optional<Map<String, String>> read(Value value) {
        var entries = value.entries();
        if (entries.isEmpty()) {
            value.wrong("no mapping", "a mapping such as {team: wan}");
            return Optional.empty();
        }
        if (entries.get().size() > MAX_TAGS) {
            value.wrong("these are " + entries.get().size() + " tags", "at most " + MAX_TAGS);
        }
        var tags = new LinkedHashMap<String, String>();
        for (var entry : entries.get()) {
            readTag(entry, tags);
        }
        return Optional.of(tags);
    }

    private static void readTag(Value.Entry entry, Map<String, String> tags) {
        Optional<String> key = ValueTypes.scalar(entry.name()).filter(text -> isWithin(text, 1, MAX_KEY_LENGTH));
        if (key.isEmpty()) {
            entry.name().wrong("no key of a tag", "text of 1 to " + MAX_KEY_LENGTH + " characters");
            return;
        }
        if (key.get().regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
            entry.name().wrong("what begins with aws: is reserved", "another key");
            return;
        }
        Optional<String> text = ValueTypes.scalar(entry.value()).filter(given -> isWithin(given, 0, MAX_VALUE_LENGTH));
        if (text.isEmpty()) {
            entry.value().wrong("no value of a tag", "one text of at most " + MAX_VALUE_LENGTH + " characters");
        } else if (tags.putIfAbsent(key.get(), text.get()) != null) {
            entry.name().wrong("this tag is given twice", "once");
        }
    }

    private static boolean isWithin(String text, int min, int max) {
        int length = text.codePointCount(0, text.length());
        return length >= min && length <= max;
    }
}
