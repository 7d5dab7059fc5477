package org.gatewatch.shell.internal.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** A time in the past as people give it: {@code 90s}, {@code 15m}, {@code 1h} or {@code 7d} ago, or an ISO 8601 instant. */
final class PastTime implements ITypeConverter<Instant> {
    private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

    @Override
    public Instant convert(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return Instant.now().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "': allowed are a number and s, m, h or d, and a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** Refuses a span that ends before it begins. */
    static void requireOrder(Instant since, Instant until, CommandLine command) {
        if (until.isBefore(since)) {
            throw new ParameterException(command, "--until " + until + ": allowed is a time after --since, " + since);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
