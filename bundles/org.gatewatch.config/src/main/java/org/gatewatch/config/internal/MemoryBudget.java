package org.gatewatch.config.internal;

import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;

/**
 * The memory for probes and their samples, which all files share. Room that a file's last good version holds stays
 * reserved, so that the file can always fall back to it.
 */
final class MemoryBudget {
    /** Of the heap, in eighths; the rest is for the framework, for messages on their way and for reading files. */
    private static final int PROBES_SHARE = 5;

    private final long roomBytes;
    private long usedBytes;

    MemoryBudget(long roomBytes) {
        this.roomBytes = roomBytes;
    }

    /** What this JVM's heap has for probes; more when {@code -Xmx} is raised. */
    static long roomOfThisJvm() {
        return Runtime.getRuntime().maxMemory() / 8 * PROBES_SHARE;
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
                demand.interval(),
                "needs " + kilobytes(demand.bytes()) + " KB of memory, " + kilobytes(left) + " are left of "
                        + kilobytes(roomBytes) + " for all probes of all files: use a longer interval, a shorter"
                        + " aggregationPeriod or more heap (GATEWATCH_JAVA_OPTS=-Xmx...)");
    }

    private static String kilobytes(long bytes) {
        return "%d.%d".formatted(bytes / 1000, bytes % 1000 / 100);
    }
}
