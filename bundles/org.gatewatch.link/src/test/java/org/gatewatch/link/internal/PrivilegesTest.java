package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivilegesTest {
    @TempDir
    private Path directory;

    private List<String> missing(String status) throws IOException {
        return new Privileges(Files.writeString(directory.resolve("status"), status)).missing();
    }

    @Test
    void isContentWithNetRawAlone() throws IOException {
        assertEquals(List.of(), missing("Name:\tjava\nCapPrm:\t0\nCapEff:\t0000000000002000\nCapBnd:\t0\n"));
    }

    @Test
    void saysHowToGiveNetRaw() throws IOException {
        assertEquals(
                List.of(
                        "CAP_NET_RAW is missing: run as root, or with setpriv --inh-caps +net_raw --ambient-caps +net_raw,"
                                + " or under systemd with AmbientCapabilities=CAP_NET_RAW,"
                                + " or in a container that was given it (--cap-add NET_RAW)"),
                missing("CapEff:\t000001ffffffdfff\n"));
    }

    @Test
    void missesNetRawWhereThereIsNoProc() {
        assertEquals(1, new Privileges(directory.resolve("none")).missing().size());
    }
}
