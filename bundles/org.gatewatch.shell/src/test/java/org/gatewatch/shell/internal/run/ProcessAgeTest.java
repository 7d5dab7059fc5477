package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    @Test
    void agreesWithTheJvm() {
        long jvmMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        assertTrue(Math.abs(jvmMillis - ProcessAge.millis()) < 2_000);
    }
}
