package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LauncherTest {
    @Test
    void saysInOneLineAllThatIsMissing() {
        assertEquals(
                "libpcap is missing: apt-get install libpcap0.8; and CAP_NET_RAW is missing: run as root",
                Launcher.oneLine(List.of(
                        "libpcap is missing: apt-get install libpcap0.8", "CAP_NET_RAW is missing: run as root")));
    }
}
