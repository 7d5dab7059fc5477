package org.gatewatch.mqtt.internal.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Numbers of entries that are still to be delivered, as ranges. What is live is delivered before what waited, so there is
 * one more range after each interruption at most. Not thread-safe.
 */
final class Pending {
    private final TreeMap<Long, Long> ranges = new TreeMap<>(); // first to end, which is not in the range
    private long size;

    /** Adds numbers, greater than all others, from one up to another, which stays out. */
    void add(long first, long end) {
        if (first >= end) {
            return;
        }
        var last = ranges.lastEntry();
        boolean adjacent = last != null && last.getValue() == first;
        ranges.put(adjacent ? last.getKey() : first, end);
        size += end - first;
    }

    /** Takes out all numbers from one up to another, which stays; says how many there were. */
    long remove(long first, long end) {
        long before = size;
        var range = ranges.lowerEntry(end);
        while (range != null && range.getValue() > first) {
            long from = Math.max(first, range.getKey());
            long to = Math.min(end, range.getValue());
            replace(range.getKey(), range.getValue(), from, to);
            size -= to - from;
            range = ranges.lowerEntry(from);
        }
        return before - size;
    }

    private void replace(long first, long end, long holeFirst, long holeEnd) {
        ranges.remove(first);
        if (first < holeFirst) {
            ranges.put(first, holeFirst);
        }
        if (holeEnd < end) {
            ranges.put(holeEnd, end);
        }
    }

    /** The first number from the given one on. */
    OptionalLong next(long from) {
        var range = ranges.floorEntry(from);
        if (range != null && range.getValue() > from) {
            return OptionalLong.of(from);
        }
        Long higher = ranges.higherKey(from);
        return higher == null ? OptionalLong.empty() : OptionalLong.of(higher);
    }

    /** Adds everything of another, whose numbers are greater than all of this one's. */
    void addAll(Pending other) {
        other.ranges.forEach(this::add);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    long size() {
        return size;
    }

    /**
     * Everything, with a checksum in front: a wrong number in it would lose what it hides.
     *
     * @param next from which number on everything is pending that comes later
     */
    String text(long next) {
        String numbers = ranges.entrySet().stream()
                .map(range -> range.getKey() + "-" + range.getValue() + " ")
                .collect(Collectors.joining("", "", next + "-" + Long.MAX_VALUE));
        return checksum(numbers) + " " + numbers;
    }

    /** Takes over what {@link #text} gave; false, and nothing changes, when that was damaged. */
    boolean restore(String text) {
        int space = text.indexOf(' ');
        if (space < 0 || !checksum(text.substring(space + 1)).equals(text.substring(0, space))) {
            return false;
        }
        for (String range : text.substring(space + 1).split(" ", -1)) {
            int dash = range.indexOf('-');
            add(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)));
        }
        return true;
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
