package org.gatewatch.history.internal;

import java.util.Iterator;

/**
 * Takes the oldest periods away when their time is over or the file has no room, only so many at a time: so a clock that
 * leaps ahead for a minute takes minutes of the past with it and not all of it. Confined to the thread that writes.
 *
 * @param seconds how long a period is kept
 * @param maxBytes what the file may grow to
 */
record Retention(long seconds, long maxBytes) {
    /** As many periods are taken away as have come, this many times, or so many at least. */
    private static final int SPEED = 4;

    private static final int AT_LEAST = 1_000;
    /** Removed pages are free for others after 45 s only (MVStore's retention time): room for what comes meanwhile. */
    private static final int RESERVE_PARTS = 16;
    /** In a file that is less full than this there is room enough. */
    private static final int FULL_PERCENT = 96;

    /** What one round took away: in all, and before its time. */
    record Removed(int periods, int beforeTime) {}

    /**
     * Takes away what must go.
     *
     * @param came how many periods were added in this round
     */
    Removed apply(PeriodMaps maps, StoreFile.Size size, long nowSeconds, int came) {
        int budget = Math.max(AT_LEAST, SPEED * came);
        int over = removeFirst(maps, PeriodMaps.key(nowSeconds - seconds, 0), budget);
        boolean full = size.bytes() >= maxBytes - maxBytes / RESERVE_PARTS && size.usedPercent() >= FULL_PERCENT;
        int early = full ? removeFirst(maps, Long.MAX_VALUE, budget - over) : 0;
        if (over + early > 0) {
            removeDays(maps);
        }
        return new Removed(over + early, early);
    }

    private static int removeFirst(PeriodMaps maps, long before, int budget) {
        var keys = new long[budget];
        int number = 0;
        Iterator<Long> oldest = maps.periods().keyIterator(null);
        while (number < budget && oldest.hasNext()) {
            long key = oldest.next();
            if (key >= before) {
                break;
            }
            keys[number++] = key;
        }
        for (int i = 0; i < number; i++) {
            maps.periods().remove(keys[i]);
        }
        return number;
    }

    /** The entries of probes of days that have no periods any more. */
    private static void removeDays(PeriodMaps maps) {
        Long first = maps.periods().firstKey();
        String before = first == null ? "~" : PeriodMaps.dayPrefix(PeriodMaps.day(PeriodMaps.startSeconds(first)));
        for (String key = maps.probes().firstKey(); key != null && key.compareTo(before) < 0; ) {
            maps.probes().remove(key);
            key = maps.probes().firstKey();
        }
    }
}
