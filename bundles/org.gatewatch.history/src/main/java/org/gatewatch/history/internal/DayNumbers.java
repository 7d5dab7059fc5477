package org.gatewatch.history.internal;

import java.util.Arrays;
import java.util.Iterator;
import org.gatewatch.api.ProbeId;

/**
 * The numbers that one day's probes have in keys. There may be tens of thousands, so there is no object for each: a table
 * of hashes, open-addressed. Two probes with the same 64 bits of hash would share a number; among 100,000 the odds are one
 * in 10⁹. Not thread-safe.
 */
final class DayNumbers {
    private static final long NO_DAY = Long.MIN_VALUE;
    private static final int FIRST_SLOTS = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L; // 2⁶⁴ over the golden ratio

    private long day = NO_DAY;
    private long[] hashes = new long[FIRST_SLOTS];
    private int[] numbers = new int[FIRST_SLOTS];
    private int highest;

    /** What was not written is not true: looks again. */
    void forget() {
        day = NO_DAY;
    }

    /** The number of a probe with this length of period on this day; a new one is written down. */
    int of(PeriodMaps maps, ProbeId id, long startSeconds, long periodSeconds) {
        long wanted = PeriodMaps.day(startSeconds);
        if (day != wanted) {
            load(maps, wanted);
        }
        String name = PeriodMaps.name(id);
        long hash = hash(name, periodSeconds);
        int slot = slot(hash);
        if (numbers[slot] == 0) {
            add(hash, highest + 1);
            maps.probes().merge(PeriodMaps.dayPrefix(day) + name, pair(highest, periodSeconds), DayNumbers::joined);
            return highest;
        }
        return numbers[slot];
    }

    private void load(PeriodMaps maps, long wanted) {
        day = wanted;
        highest = 0;
        Arrays.fill(numbers, 0);
        String prefix = PeriodMaps.dayPrefix(day);
        Iterator<String> keys = maps.probes().keyIterator(prefix);
        while (keys.hasNext()) {
            String key = keys.next();
            if (!key.startsWith(prefix)) {
                return;
            }
            var pairs = new Digits.Reader(maps.probes().get(key));
            while (pairs.hasMore()) {
                int number = (int) pairs.number();
                add(hash(key.substring(prefix.length()), pairs.number()), number);
            }
        }
    }

    private void add(long hash, int number) {
        highest = Math.max(highest, number);
        if (2 * highest > numbers.length) {
            grow();
        }
        int slot = slot(hash);
        hashes[slot] = hash;
        numbers[slot] = number;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldNumbers = numbers;
        hashes = new long[2 * oldHashes.length];
        numbers = new int[2 * oldNumbers.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    /** Where the hash is, or is to be. */
    private int slot(long hash) {
        int mask = numbers.length - 1;
        int slot = (int) hash & mask;
        while (numbers[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long hash(String name, long periodSeconds) {
        long hash = periodSeconds;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * MIX;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private static byte[] pair(int number, long periodSeconds) {
        var out = new Digits.Writer();
        out.number(number);
        out.number(periodSeconds);
        return out.bytes();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
