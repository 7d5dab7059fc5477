package org.gatewatch.history.internal;

import org.gatewatch.api.ProbeId;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * What is in the file of periods. A period's key is its start and then its probe's number, so that what comes is appended
 * and what goes is taken from the front. Numbers are given anew each day, by the day's entries of probes: so nothing of a
 * probe that is gone outlives its last day.
 *
 * @param periods encoded by {@link PeriodCodec}
 * @param probes for each day and probe, the pairs of a number and a period's length in seconds
 */
record PeriodMaps(MVMap<Long, byte[]> periods, MVMap<String, byte[]> probes) {
    static final long DAY_SECONDS = 86_400;
    private static final int NUMBER_BITS = 24;
    /** In some 2,700 years: the last that has a day and a key. */
    static final long LAST_SECOND = 999_999 * DAY_SECONDS;

    /** Days as text are in their order. */
    private static final long FIRST_DAY = 1_000_000;

    private static final char SEPARATOR = '\0';

    /** Opens the maps and looks at both ends of the periods: what is wrong there could never be written. */
    static PeriodMaps open(MVStore store) {
        var maps = new PeriodMaps(
                store.openMap(
                        "periods",
                        new MVMap.Builder<Long, byte[]>()
                                .keyType(LongDataType.INSTANCE)
                                .valueType(new CheckedBytes())),
                store.openMap(
                        "probes",
                        new MVMap.Builder<String, byte[]>()
                                .keyType(StringDataType.INSTANCE)
                                .valueType(new CheckedBytes())));
        maps.periods.firstKey();
        maps.periods.lastKey();
        maps.probes.firstKey();
        maps.probes.lastKey();
        return maps;
    }

    /** The key of a period; those of all probes at a time follow that of number 0. */
    static long key(long startSeconds, int number) {
        return startSeconds << NUMBER_BITS | number;
    }

    static long startSeconds(long key) {
        return key >> NUMBER_BITS;
    }

    static long day(long seconds) {
        return Math.floorDiv(seconds, DAY_SECONDS);
    }

    /** The key of a probe's entry. */
    static String key(long day, ProbeId id) {
        return dayPrefix(day) + name(id);
    }

    /** What all keys of a day begin with. */
    static String dayPrefix(long day) {
        return Long.toString(FIRST_DAY + day) + SEPARATOR;
    }

    static String name(ProbeId id) {
        return id.monitor() + SEPARATOR + id.probe();
    }
}
