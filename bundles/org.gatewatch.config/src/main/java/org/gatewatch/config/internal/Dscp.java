package org.gatewatch.config.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.api.Packet;
import org.gatewatch.config.internal.yaml.Form;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueType;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** Differentiated services code points by number or by the names that routers know. */
final class Dscp {
    private static final int EXPEDITED_FORWARDING = 46; // RFC 3246
    private static final Pattern CLASS_SELECTOR = Pattern.compile("cs([0-7])"); // RFC 2474 section 4.2.2
    private static final Pattern ASSURED_FORWARDING = Pattern.compile("af([1-4])([1-3])"); // RFC 2597 section 6
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");

    static final ValueType<Integer> TYPE =
            ValueType.of(new Form("""
                    {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 63}, {"type": "string", "pattern": \
                    "^(?:[eE][fF]|[cC][sS][0-7]|[aA][fF][1-4][1-3]|[0-5]?[0-9]|6[0-3])$"}]}""", "0 to 63, or `ef`, `cs0` to `cs7`, `af11` to `af43`"), Dscp::read);

    private Dscp() {}

    private static Optional<Integer> read(Value value) {
        var point = ValueTypes.scalar(value).flatMap(Dscp::parse).filter(number -> number <= Packet.MAX_DSCP);
        if (point.isEmpty()) {
            value.wrong("no code point", "0 to 63, ef, cs0 to cs7, af11 to af43");
        }
        return point;
    }

    private static Optional<Integer> parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals("ef")) {
            return Optional.of(EXPEDITED_FORWARDING);
        }
        var selector = CLASS_SELECTOR.matcher(name);
        if (selector.matches()) {
            return Optional.of(Integer.parseInt(selector.group(1)) << 3);
        }
        var assured = ASSURED_FORWARDING.matcher(name);
        if (assured.matches()) {
            return Optional.of(Integer.parseInt(assured.group(1)) << 3 | Integer.parseInt(assured.group(2)) << 1);
        }
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
