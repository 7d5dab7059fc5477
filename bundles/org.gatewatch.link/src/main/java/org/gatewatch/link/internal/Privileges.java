package org.gatewatch.link.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.api.probe.SelfTest;
import org.gatewatch.link.internal.kernel.NativeAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether this process may use the kernel as the link needs it. */
@Component
public final class Privileges implements SelfTest {
    static final String CAP_NET_RAW_MISSING = "CAP_NET_RAW is missing: run as root, or with"
            + " setpriv --inh-caps +net_raw --ambient-caps +net_raw, or under systemd with AmbientCapabilities=CAP_NET_RAW,"
            + " or in a container that was given it (--cap-add NET_RAW)";

    private static final int CAP_NET_RAW = 13;
    private static final String EFFECTIVE = "CapEff:";

    private final Path status;

    @Activate
    public Privileges() {
        this(Path.of("/proc/self/status"));
    }

    Privileges(Path status) {
        this.status = status;
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        NativeAccess.problem().ifPresent(missing::add);
        if (!hasNetRaw()) {
            missing.add(CAP_NET_RAW_MISSING);
        }
        return List.copyOf(missing);
    }

    boolean hasNetRaw() {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> line.substring(EFFECTIVE.length()).trim())
                    .mapToLong(capabilities -> Long.parseUnsignedLong(capabilities, 16))
                    .anyMatch(capabilities -> (capabilities & 1L << CAP_NET_RAW) != 0);
        } catch (IOException e) {
            return false; // no Linux, or no /proc: then nothing here can work
        }
    }
}
