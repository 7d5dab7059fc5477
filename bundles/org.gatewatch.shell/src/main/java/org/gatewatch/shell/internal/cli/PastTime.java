package org.gatewatch.shell.internal.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time in the past as people give it: {@code 90s}, {@code 15m}, {@code 1h}, {@code 7d} or {@code 1w} ago, a day or time
 * by this host's clock, such as {@code 2026-01-31} and {@code 2026-01-31T12:00}, or one with its zone.
 */
final class PastTime implements ITypeConverter<Instant> {
    static final String DESCRIPTION = "90s, 15m, 1h, 7d or 1w ago; or 2026-01-31, or 2026-01-31T12:00, by this host's"
            + " clock unless Z or +01:00 follows. Default: ${DEFAULT-VALUE}.";

    private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhdw])");

    private final ZoneId zone;
    private final List<Function<String, Instant>> forms;

    PastTime() {
        this(ZoneId.systemDefault());
    }

    PastTime(ZoneId zone) {
        this.zone = zone;
        this.forms = List.of(
                text -> OffsetDateTime.parse(text).toInstant(),
                text -> LocalDateTime.parse(text).atZone(this.zone).toInstant(),
                text -> LocalDate.parse(text).atStartOfDay(this.zone).toInstant());
    }

    @Override
    public Instant convert(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return Instant.now().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        String withT = text.replace(' ', 'T');
        return forms.stream()
                .flatMap(form -> parsed(form, withT).stream())
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + text + "': allowed are a number and s, m, h, d or w,"
                                + " and a time such as 2026-01-31, 2026-01-31T12:00 or 2026-01-31T12:00:00Z"));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // it has another form, or none
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
