package org.gatewatch.config.internal.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What values may be, where they count something. */
public final class NumberTypes {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern BITS = Pattern.compile("0x([0-9a-fA-F]{1,8})");
    private static final long MAX_BITS = 0xffff_ffffL;

    private NumberTypes() {}

    public static ValueType<Integer> wholeNumber(int min, int max) {
        return wholeNumber(Form.integer(min, max), min + " to " + max, number -> number >= min && number <= max);
    }

    /** A whole number of something; its {@code unit} is for messages, {@code bytes}, for example. */
    public static ValueType<Integer> wholeNumber(int min, int max, String unit) {
        String words = min + " to " + max + " " + unit;
        return wholeNumber(Form.integer(min, max).inWords(words), words, number -> number >= min && number <= max);
    }

    /** A whole number of a range that does not begin at 0, or 0. */
    public static ValueType<Integer> wholeNumberOrZero(int min, int max, String unit) {
        String words = min + " to " + max + " " + unit + ", or 0";
        return wholeNumber(
                Form.anyOf(words, Form.integer(min, max), Form.integer(0, 0)),
                words,
                number -> number == 0 || (number >= min && number <= max));
    }

    /** A percentage above 0. */
    public static ValueType<Double> percent() {
        var form = new Form(
                "{\"type\": \"number\", \"exclusiveMinimum\": 0, \"maximum\": 100}",
                "above 0, up to 100, such as `2.5`");
        return ValueType.of(form, value -> {
            boolean isNumber = (ValueTypes.isTagged(value, Tag.INT) || ValueTypes.isTagged(value, Tag.FLOAT))
                    && DECIMAL.matcher(ValueTypes.scalarText(value)).matches();
            double percent = isNumber ? Double.parseDouble(ValueTypes.scalarText(value)) : 0;
            if (percent <= 0 || percent > 100) {
                value.wrong("no such percentage", "above 0, up to 100, such as 2.5");
                return Optional.empty();
            }
            return Optional.of(percent);
        });
    }

    /** 32 bits, as a decimal or a hexadecimal number. */
    public static ValueType<Integer> bits() {
        var form = Form.anyOf("0 to 4294967295, also as `0x64`", Form.integer(0, MAX_BITS), Form.text(BITS, ""));
        return ValueType.of(form, value -> {
            String text = ValueTypes.scalarText(value);
            var hex = BITS.matcher(text);
            if (hex.matches()) {
                return Optional.of(Integer.parseUnsignedInt(hex.group(1), 16));
            }
            boolean isNumber = ValueTypes.isTagged(value, Tag.INT)
                    && WHOLE_NUMBER.matcher(text).matches();
            long number = isNumber ? Long.parseLong(text) : -1;
            if (number < 0 || number > MAX_BITS) {
                value.wrong("no whole number of 32 bits", "0 to 4294967295, such as 100 or 0x64");
                return Optional.empty();
            }
            return Optional.of((int) number);
        });
    }

    public static ValueType<Duration> duration(Duration min, Duration max) {
        String range = DurationText.format(min) + " to " + DurationText.format(max);
        var form = Form.text(
                DurationText.FORM, DurationText.format(min) + " to " + DurationText.format(max) + ", such as `1m30s`");
        return ValueType.of(form, value -> {
            String text = ValueTypes.scalarText(value);
            if (DECIMAL.matcher(text).matches()) {
                value.wrong("a duration needs a unit: write " + text + "s or " + text + "ms", range);
                return Optional.empty();
            }
            var duration = ValueTypes.isTagged(value, Tag.STR) ? DurationText.parse(text) : Optional.<Duration>empty();
            if (duration.isEmpty()) {
                value.wrong("no duration such as 500ms, 1s or 1m30s", range);
                return Optional.empty();
            }
            boolean isAllowed =
                    duration.get().compareTo(min) >= 0 && duration.get().compareTo(max) <= 0;
            if (!isAllowed) {
                value.wrong("out of range", range);
            }
            return duration.filter(d -> isAllowed);
        });
    }

    private static ValueType<Integer> wholeNumber(Form form, String allowed, LongPredicate isAllowed) {
        return ValueType.of(form, value -> {
            boolean isWhole = ValueTypes.isTagged(value, Tag.INT)
                    && WHOLE_NUMBER.matcher(ValueTypes.scalarText(value)).matches();
            if (isWhole) {
                long number = Long.parseLong(ValueTypes.scalarText(value));
                if (isAllowed.test(number)) {
                    return Optional.of((int) number);
                }
            }
            boolean isOutOfRange = isWhole || ValueTypes.isTagged(value, Tag.INT);
            value.wrong(isOutOfRange ? "out of range" : "no whole number; this is " + value.kind(), allowed);
            return Optional.empty();
        });
    }
}
