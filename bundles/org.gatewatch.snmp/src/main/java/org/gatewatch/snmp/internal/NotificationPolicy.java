package org.gatewatch.snmp.internal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatewatch.api.report.SampleCounts;
import org.snmp4j.smi.OctetString;

/**
 * What is worth a notification.
 *
 * @param kinds which are sent at all
 * @param probeFailures {@code pingCtlTrapProbeFailureFilter}: so many unanswered samples in a row
 * @param testFailures {@code pingCtlTrapTestFailureFilter}: so many unanswered samples in one period
 */
record NotificationPolicy(Set<Kind> kinds, int probeFailures, int testFailures) {
    static final NotificationPolicy NONE = new NotificationPolicy(Set.of(), 1, 1);
    /** Largest value of both filters in the MIB. */
    static final int MAX_FILTER = 15;

    NotificationPolicy {
        kinds = Set.copyOf(kinds);
    }

    /** The words of the configuration. */
    enum Kind {
        /** {@code gwProbeHealthRaised}, {@code gwProbeHealthCleared}. */
        HEALTH("health", 0),
        /** {@code gwConnectionHealthRaised}, {@code gwConnectionHealthCleared}. */
        CONNECTION_HEALTH("connectionHealth", 0),
        /** {@code pingProbeFailed}. */
        PROBE_FAILURE("probeFailure", 0x80),
        /** {@code pingTestFailed}. */
        TEST_FAILURE("testFailure", 0x40),
        /** {@code pingTestCompleted}. */
        TEST_COMPLETION("testCompletion", 0x20);

        private final String word;
        private final int bit;

        Kind(String word, int bit) {
            this.word = word;
            this.bit = bit;
        }
    }

    /** Reads words with commas between them or says what is allowed. */
    static Set<Kind> kinds(String words) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (String word : words.split(",", -1)) {
            if (!word.isBlank()) {
                kinds.add(Arrays.stream(Kind.values())
                        .filter(kind -> kind.word.equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("notify.kinds '" + words + "': allowed are "
                                + Arrays.stream(Kind.values())
                                        .map(kind -> kind.word)
                                        .collect(Collectors.joining(", "))
                                + " with commas between them, or nothing")));
            }
        }
        return kinds;
    }

    /** {@code pingCtlTrapGeneration}: bits from the first octet's highest on. */
    OctetString trapGeneration() {
        int bits = kinds.stream().mapToInt(kind -> kind.bit).sum();
        return new OctetString(new byte[] {(byte) bits});
    }

    boolean isProbeFailure(SampleCounts counts) {
        return kinds.contains(Kind.PROBE_FAILURE) && reaches(counts.longestLossRun(), probeFailures);
    }

    boolean isTestFailure(SampleCounts counts) {
        return kinds.contains(Kind.TEST_FAILURE) && reaches(counts.sent() - counts.answered(), testFailures);
    }

    /** RFC 4560: a filter of 0 is never reached. */
    private static boolean reaches(int failures, int filter) {
        return filter > 0 && failures >= filter;
    }
}
