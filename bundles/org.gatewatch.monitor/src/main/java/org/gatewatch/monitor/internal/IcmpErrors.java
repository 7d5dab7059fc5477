package org.gatewatch.monitor.internal;

import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Cause;
import org.gatewatch.api.probe.IcmpError;

/**
 * The different ICMP errors of one period, numbered in the order in which they came first. Bounded: what comes when it is
 * full is only known to be an error. Confined to the monitor thread.
 */
final class IcmpErrors {
    static final int MOST = 8;
    /** The number of every error that found no room. */
    static final int OTHERS = MOST;

    private static final String OTHER_ERRORS = "other ICMP errors";

    /** One error and where the fault is by it. */
    private record Known(Optional<IcmpError> error, Cause cause) {}

    private final List<Known> known = new ArrayList<>(1);

    /** The number of an error. Allocates for one that is new only. */
    int number(IcmpError error, Cause cause) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).error.get().equals(error)) {
                return i;
            }
        }
        if (known.size() == MOST) {
            return OTHERS;
        }
        known.add(new Known(Optional.of(error), cause));
        return known.size() - 1;
    }

    Optional<IcmpError> error(int number) {
        return number < known.size() ? known.get(number).error : Optional.empty();
    }

    Cause cause(int number) {
        return number < known.size() ? known.get(number).cause : Cause.UNKNOWN;
    }

    /** What a person reads. */
    String reason(int number) {
        return error(number)
                .map(e -> meaning(e) + ", says " + AddressText.of(e.sender()))
                .orElse(OTHER_ERRORS);
    }

    private static String meaning(IcmpError error) {
        String known = error.sender() instanceof Inet6Address
                ? meaningV6(error.type(), error.code())
                : meaningV4(error.type(), error.code());
        return known.isEmpty() ? "ICMP type " + error.type() + " code " + error.code() : known;
    }

    /** RFC 792, RFC 1812 section 5.2.7.1. */
    private static String meaningV4(int type, int code) {
        if (type == 11) {
            return "time to live exceeded";
        }
        return type != 3
                ? ""
                : switch (code) {
                    case 0, 6, 11 -> "network unreachable";
                    case 1, 7, 12 -> "host unreachable";
                    case 2 -> "protocol unreachable";
                    case 3 -> "port unreachable";
                    case 4 -> "packet too big";
                    case 9, 10, 13 -> "administratively prohibited";
                    default -> "";
                };
    }

    /** RFC 4443 section 3. */
    private static String meaningV6(int type, int code) {
        return switch (type) {
            case 1 ->
                switch (code) {
                    case 0 -> "network unreachable";
                    case 1 -> "administratively prohibited";
                    case 3 -> "host unreachable";
                    case 4 -> "port unreachable";
                    default -> "";
                };
            case 2 -> "packet too big";
            case 3 -> "time to live exceeded";
            default -> "";
        };
    }
}
