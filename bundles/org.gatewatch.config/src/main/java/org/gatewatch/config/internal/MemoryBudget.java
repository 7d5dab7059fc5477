package org.gatewatch.config.internal;

import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;

/**
 * The memory for connections, probes and their samples, which all files share. Room that a file's last good version holds
 * stays reserved, so that the file can always fall back to it.
 */
final class MemoryBudget {
    /**
     * Of the heap; for the framework and all classes' data (8 MB), what is new (4 MB), a file being read, a status being
     * written, and reports that are replaced but not collected yet (MEASURED).
     */
    private static final long OTHERS_BYTES = 15_000_000;

    /** Of a heap that is small, or large: garbage grows with it. At most this part is for probes, in eighths. */
    private static final int PROBES_SHARE = 6;

    private static final String SHORTAGE = "needs ";
    private static final String KB_OF_MEMORY = " KB of memory";

    private final long roomBytes;
    private long usedBytes;

    MemoryBudget(long roomBytes) {
        this.roomBytes = roomBytes;
    }

    /** What this JVM's heap has for connections and probes; more when {@code -Xmx} is raised. */
    static long roomOfThisJvm() {
        long heapBytes = Runtime.getRuntime().maxMemory();
        return Math.min(heapBytes / 8 * PROBES_SHARE, Math.max(0, heapBytes - OTHERS_BYTES));
    }

    /** Keeps room for what runs in any case. */
    void reserve(long bytes) {
        usedBytes += bytes;
    }

    /** Takes more room for a file that has some reserved; false when there is not enough, then nothing is taken. */
    boolean grow(long reservedBytes, long wantedBytes) {
        boolean fits = usedBytes - reservedBytes + wantedBytes <= roomBytes;
        if (fits) {
            usedBytes += wantedBytes - reservedBytes;
        }
        return fits;
    }

    /**
     * What to tell a file that does not fit, at its first probe that goes over.
     *
     * @param reservedBytes the room that the file has already
     * @param demands those of its newest version
     */
    ConfigurationProblem problem(String file, long reservedBytes, List<Demand> demands) {
        long left = roomBytes - usedBytes + reservedBytes;
        for (Demand demand : demands) {
            if (demand.bytes() > left) {
                return problem(file, demand, left);
            }
            left -= demand.bytes();
        }
        throw new IllegalArgumentException("these demands fit: " + demands);
    }

    private ConfigurationProblem problem(String file, Demand demand, long left) {
        return new ConfigurationProblem(
                file,
                demand.line(),
                demand.column(),
                demand.key(),
                demand.text(),
                SHORTAGE + kilobytes(demand.bytes()) + KB_OF_MEMORY + ", " + kilobytes(left) + " are left of "
                        + kilobytes(roomBytes) + " for all connections and probes of all files: " + demand.advice()
                        + " (allowed: what fits; GATEWATCH_JAVA_OPTS=-Xmx... is the heap)");
    }

    /** Whether a problem is that there is not enough memory. */
    static boolean isShortage(ConfigurationProblem problem) {
        return problem.message().startsWith(SHORTAGE) && problem.message().contains(KB_OF_MEMORY);
    }

    private static String kilobytes(long bytes) {
        return "%d.%d".formatted(bytes / 1000, bytes % 1000 / 100);
    }
}
