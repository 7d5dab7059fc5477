package org.gatewatch.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How late packets leave, as the peer sees it: each target's requests are due on a grid of one interval, which the
 * earliest of them shows. What a sender says of itself is not asked.
 */
final class SendLag {
    private static final int SEQUENCES = 0x10000;

    private final long intervalNanos;
    private final Map<Integer, Grid> grids = new HashMap<>();
    private long[] offsets = new long[1 << 20];
    private int[] targets = new int[1 << 20];
    private int count;

    private SendLag(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** A target's first request in the capture, and how much earlier on the grid another one was. */
    private static final class Grid {
        private final int firstSequence;
        private final long firstNanos;
        private long earliest;

        Grid(int firstSequence, long firstNanos) {
            this.firstSequence = firstSequence;
            this.firstNanos = firstNanos;
        }
    }

    /**
     * Prints percentiles in milliseconds: 50, 99, 99.9 and the maximum.
     *
     * @param arguments tcpdump's file, interval in milliseconds
     */
    public static void main(String[] arguments) throws IOException {
        var lag = new SendLag(Long.parseLong(arguments[1]) * 1_000_000);
        PcapFile.read(Path.of(arguments[0]), lag::request);
        long[] sorted = lag.sorted();
        System.out.printf("%.1f %.1f %.1f %.1f%n", at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
    }

    private void request(PcapFile.Echo echo) {
        Grid grid = grids.computeIfAbsent(echo.destination(), key -> new Grid(echo.sequence(), echo.epochNanos()));
        int place = Math.floorMod(echo.sequence() - grid.firstSequence, SEQUENCES);
        long offset = echo.epochNanos() - grid.firstNanos - place * intervalNanos;
        grid.earliest = Math.min(grid.earliest, offset);
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            targets = Arrays.copyOf(targets, 2 * count);
        }
        offsets[count] = offset;
        targets[count++] = echo.destination();
    }

    private long[] sorted() {
        long[] lags = new long[count];
        for (int i = 0; i < count; i++) {
            lags[i] = offsets[i] - grids.get(targets[i]).earliest;
        }
        Arrays.sort(lags);
        return lags;
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }
}
