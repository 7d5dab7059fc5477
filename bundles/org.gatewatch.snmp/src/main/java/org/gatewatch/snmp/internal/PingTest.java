package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.gatewatch.snmp.internal.PingMib.ResponseStatus;

/**
 * A test of RFC 4560 that a manager has done once ({@code pingCtlFrequency} 0): so many packets, one a second, each in a
 * period and a row of the history of its own. Then the probe is switched off, and its rows stay as they are until it is
 * switched on again or destroyed. What it is stands in the probe's tags, so that it survives a restart.
 */
final class PingTest {
    /** Probes that were made over SNMP. */
    static final Map<String, Object> TAGS = Map.of("createdBy", "snmp");

    private static final String PROBE_COUNT = "pingCtlProbeCount";
    private static final Pattern COUNT = Pattern.compile("[1-9]|1[0-5]");

    private PingTest() {}

    static Map<String, Object> tags(long probes) {
        return Map.of("createdBy", "snmp", PROBE_COUNT, Long.toString(probes));
    }

    static boolean isOurs(Map<String, String> tags) {
        return "snmp".equals(tags.get("createdBy"));
    }

    /** How many packets; empty when the probe goes on for ever. */
    static OptionalInt probes(ProbeRow row) {
        var tags = row.probe().labels().tags();
        if (tags.isEmpty()) {
            return OptionalInt.empty();
        }
        String count = tags.getOrDefault(PROBE_COUNT, "");
        return COUNT.matcher(count).matches() ? OptionalInt.of(Integer.parseInt(count)) : OptionalInt.empty();
    }

    static boolean isCompleted(ProbeRow row) {
        var probes = probes(row);
        return probes.isPresent() && entries(row).size() >= probes.getAsInt();
    }

    private static List<History.Entry> entries(ProbeRow row) {
        var entries = new ArrayList<History.Entry>();
        for (var next = row.history().after(0);
                next.isPresent();
                next = row.history().after(next.get().index())) {
            entries.add(next.get());
        }
        return entries;
    }

    /**
     * What the packets so far came to.
     *
     * @param minMillis of those that were answered, as the following; 0 when none was
     * @param sent how many
     * @param answered how many of them
     */
    record Results(long minMillis, long maxMillis, long meanMillis, long sumOfSquares, long sent, long answered) {
        static Results of(ProbeRow row) {
            var entries = entries(row);
            var answered = entries.stream()
                    .filter(entry -> entry.status() == ResponseStatus.RESPONSE_RECEIVED)
                    .mapToLong(History.Entry::responseMillis)
                    .summaryStatistics();
            long squares = entries.stream()
                    .filter(entry -> entry.status() == ResponseStatus.RESPONSE_RECEIVED)
                    .mapToLong(entry -> entry.responseMillis() * entry.responseMillis())
                    .sum();
            boolean none = answered.getCount() == 0;
            return new Results(
                    none ? 0 : answered.getMin(),
                    none ? 0 : answered.getMax(),
                    (long) Math.ceil(answered.getAverage()),
                    squares,
                    entries.size(),
                    answered.getCount());
        }
    }
}
