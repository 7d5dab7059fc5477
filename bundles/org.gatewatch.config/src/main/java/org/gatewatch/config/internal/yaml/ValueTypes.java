package org.gatewatch.config.internal.yaml;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatewatch.api.Source;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What values may be. */
public final class ValueTypes {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern BARE_NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern INTERFACE = Pattern.compile("(?!\\.{1,2}$)[^\\p{C}\\p{Z}/:]{1,15}");
    private static final String ADDRESS_NEEDED =
            "an IPv4 or IPv6 address is needed, such as 203.0.113.1 or 2001:db8::1";

    private ValueTypes() {}

    /** A list of anything. */
    public static ValueType<List<Value>> list(String ofWhat) {
        return value -> {
            if (!(value.node() instanceof SequenceNode sequence)) {
                value.wrong("a list of " + ofWhat + " is needed; this is " + value.kind());
                return Optional.empty();
            }
            var items = new ArrayList<Value>();
            for (var node : sequence.getValue()) {
                items.add(new Value(node, value.key() + '[' + items.size() + ']', value.problems()));
            }
            return Optional.of(items);
        };
    }

    /** A name that fits logs, SNMP indexes and MQTT topics; the latter take no {@code /}, {@code +} or {@code #}. */
    public static ValueType<String> name() {
        return text(
                Pattern.compile("(?! )[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} &&[^/+#]]{1,200}(?<! )"),
                "allowed are 1 to 200 printable characters other than / + #, with no space at either end");
    }

    /** Text of a form. */
    public static ValueType<String> text(Pattern form, String allowed) {
        return value -> string(value, allowed).filter(text -> {
            boolean isAllowed = form.matcher(text).matches();
            if (!isAllowed) {
                value.wrong(allowed);
            }
            return isAllowed;
        });
    }

    public static ValueType<UUID> uuid() {
        var form = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        var type = text(form, "a UUID is needed, such as 5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");
        return value -> type.read(value).map(UUID::fromString);
    }

    /** One of the constants of an enumeration, in exactly its letters. */
    public static <E extends Enum<E>> ValueType<E> oneOf(List<E> constants) {
        String allowed = "allowed are "
                + String.join(", ", constants.stream().map(Enum::name).toList());
        return value -> string(value, allowed).flatMap(text -> {
            var constant = constants.stream().filter(c -> c.name().equals(text)).findFirst();
            if (constant.isEmpty()) {
                value.wrong(allowed);
            }
            return constant;
        });
    }

    /** A whole number, {@code unit} for messages; {@code " bytes"}, for example. */
    public static ValueType<Integer> wholeNumber(int min, int max, String unit) {
        return value -> {
            boolean isWhole = isTagged(value, Tag.INT)
                    && WHOLE_NUMBER.matcher(scalarText(value)).matches();
            if (isWhole) {
                long number = Long.parseLong(scalarText(value));
                if (number >= min && number <= max) {
                    return Optional.of((int) number);
                }
            }
            String other = isWhole || isTagged(value, Tag.INT) ? "" : "; this is " + value.kind();
            value.wrong("a whole number of " + unit + " from " + min + " to " + max + " is needed" + other);
            return Optional.empty();
        };
    }

    public static ValueType<Duration> duration(Duration min, Duration max) {
        String range = "allowed are " + DurationText.format(min) + " to " + DurationText.format(max);
        return value -> {
            String text = scalarText(value);
            if (BARE_NUMBER.matcher(text).matches()) {
                value.wrong("a duration needs a unit: write " + text + "s or " + text + "ms; " + range);
                return Optional.empty();
            }
            var duration = isTagged(value, Tag.STR) ? DurationText.parse(text) : Optional.<Duration>empty();
            if (duration.isEmpty()) {
                value.wrong("a duration such as 500ms, 1s or 1m30s is needed; " + range);
                return Optional.empty();
            }
            boolean isAllowed =
                    duration.get().compareTo(min) >= 0 && duration.get().compareTo(max) <= 0;
            if (!isAllowed) {
                value.wrong(range);
            }
            return duration.filter(d -> isAllowed);
        };
    }

    /** An address that packets can go to or come from. */
    public static ValueType<InetAddress> address() {
        return value -> string(value, ADDRESS_NEEDED).flatMap(text -> unicast(value, text));
    }

    /** An address of this host or the name of one of its interfaces. */
    public static ValueType<Source> source() {
        String allowed = "an address of this host or the name of an interface (1 to 15 characters) is needed";
        return value -> string(value, allowed).flatMap(text -> {
            if (AddressLiteral.isMeantAsAddress(text)) {
                return unicast(value, text).map(Source.Address::new);
            }
            if (!INTERFACE.matcher(text).matches()) {
                value.wrong(allowed);
                return Optional.empty();
            }
            return Optional.of(new Source.Interface(text));
        });
    }

    /** Any single value, as its text. */
    public static Optional<String> scalar(Value value) {
        return value.node() instanceof ScalarNode node ? Optional.of(node.getValue()) : Optional.empty();
    }

    private static Optional<InetAddress> unicast(Value value, String text) {
        var address = AddressLiteral.parse(text);
        if (address.isEmpty()) {
            boolean hasZone = text.indexOf('%') >= 0;
            value.wrong(ADDRESS_NEEDED + (hasZone ? "; without %, an interface is named by the key source" : ""));
        } else if (address.get().isAnyLocalAddress()
                || address.get().isMulticastAddress()
                || text.equals("255.255.255.255")) {
            value.wrong("the address of one host is needed, not an unspecified, multicast or broadcast address");
            return Optional.empty();
        }
        return address;
    }

    private static Optional<String> string(Value value, String allowed) {
        if (isTagged(value, Tag.STR)) {
            return Optional.of(scalarText(value));
        }
        boolean canBeQuoted =
                value.node() instanceof ScalarNode node && !node.getTag().equals(Tag.NULL);
        value.wrong(
                "text is needed, this is " + value.kind() + (canBeQuoted ? " unless put in quotes; " : "; ") + allowed);
        return Optional.empty();
    }

    private static boolean isTagged(Value value, Tag tag) {
        return value.node() instanceof ScalarNode && value.node().getTag().equals(tag);
    }

    private static String scalarText(Value value) {
        return value.node() instanceof ScalarNode node ? node.getValue() : "";
    }
}
