package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a topic is made of names: text with {@code {placeholders}}. Whatever stands for a placeholder is one level, or part
 * of one: what would end a level is escaped. Immutable.
 */
record TopicTemplate(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
    private static final int MAX_LENGTH = 1000;

    /**
     * Checks a template of the operator's.
     *
     * @param key its name in the configuration
     * @param allowed placeholders that mean something here
     * @param needed those without which two things would have the same topic
     */
    TopicTemplate checked(String key, Set<String> allowed, List<String> needed) {
        var found = new ArrayList<String>();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        String rest = matcher.replaceAll("x");
        for (String name : found) {
            require(allowed.contains(name), key, "unknown placeholder {" + name + "}: allowed are " + list(allowed));
        }
        for (String name : needed) {
            require(found.contains(name), key, "must contain {" + name + "}");
        }
        require(
                rest.matches("[^+#{}$\\p{Cntrl}][^+#{}\\p{Cntrl}]*"),
                key,
                "must not be empty, begin with $, or contain + "
                        + "# { } or control characters outside a placeholder (MQTT 3.1.1 section 4.7)");
        require(!("/" + rest + "/").contains("//"), key, "has an empty level");
        require(text.length() <= MAX_LENGTH, key, "is longer than " + MAX_LENGTH + " characters");
        return this;
    }

    private void require(boolean holds, String key, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(key + " '" + text + "': " + complaint);
        }
    }

    private static String list(Set<String> names) {
        return String.join(
                " ", names.stream().sorted().map(name -> "{" + name + "}").toList());
    }

    boolean uses(String placeholder) {
        return text.contains("{" + placeholder + "}");
    }

    /** The same with names in the place of some of its placeholders. */
    TopicTemplate with(Map<String, String> names) {
        return new TopicTemplate(filled(names));
    }

    /** The topic, where every placeholder that is left has its name; others stay. Asked for each report: no pattern. */
    String filled(Map<String, String> names) {
        var topic = new StringBuilder(text.length() + 32);
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int end = text.indexOf('}', open) + 1;
            String name = names.get(text.substring(open + 1, end - 1));
            topic.append(text, from, open).append(name == null ? text.substring(open, end) : escaped(name));
            from = end;
        }
        return topic.append(text, from, text.length()).toString();
    }

    /**
     * Percent-encodes (RFC 3986 section 2.1, of the UTF-8 form) what would end a topic level, act as a wildcard or be
     * refused by a broker, and the percent sign itself, so that different names stay different; and braces, which mean
     * something here.
     */
    static String escaped(String name) {
        if (name.chars().noneMatch(TopicTemplate::isSpecial)) {
            return name;
        }
        var level = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (isSpecial(c)) {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    level.append(String.format(Locale.ROOT, "%%%02X", octet));
                }
            } else {
                level.appendCodePoint(c);
            }
        });
        return level.toString();
    }

    private static boolean isSpecial(int c) {
        return "+#/%{}".indexOf(c) >= 0 || Character.isISOControl(c);
    }
}
