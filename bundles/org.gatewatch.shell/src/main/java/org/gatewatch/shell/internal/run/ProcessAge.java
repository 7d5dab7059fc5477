package org.gatewatch.shell.internal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long this process runs. From the kernel: the JDK's {@code ProcessHandle} adds the boot time, known to the second
 * only, and so is up to a second off.
 */
final class ProcessAge {
    /** Linux tells times to user space in hundredths of a second on every architecture. */
    private static final long TICK_MILLIS = 10;

    private static final int START_TIME = 19; // proc(5): the 22nd field, counted behind the name, which may hold blanks

    private ProcessAge() {}

    /** To the hundredth of a second; -1 when the kernel does not tell. */
    static long millis() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            String stat = Files.readString(Path.of("/proc/self/stat"));
            double upSeconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            String[] behindName = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
            return Math.round(upSeconds * 1_000) - Long.parseLong(behindName[START_TIME]) * TICK_MILLIS;
        } catch (IOException e) {
            return -1;
        }
    }
}
