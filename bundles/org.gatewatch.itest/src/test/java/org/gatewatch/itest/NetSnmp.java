package org.gatewatch.itest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gatewatch.api.ProbeId;

/** An NMS: Debian's net-snmp tools against the agent. Numeric, so that no MIB file is needed. */
final class NetSnmp {
    /** DISMAN-PING-MIB (RFC 4560). */
    static final String PING_RESULTS_ENTRY = "1.3.6.1.2.1.80.1.3.1";

    static final String PING_PROBE_HISTORY_ENTRY = "1.3.6.1.2.1.80.1.4.1";

    /** gwProbeTable and gwMonitorTable of GATEWATCH-MIB, where the build has it. */
    static final String GW_PROBE_ENTRY = "1.3.6.1.4.1.8072.9999.9999.71.1.2.1";

    static final String GW_MONITOR_ENTRY = "1.3.6.1.4.1.8072.9999.9999.71.1.3.1";

    private final int port;

    NetSnmp(int port) {
        this.port = port;
    }

    /** The bare value of one object, or what the tool says instead. */
    String get(String oid) throws IOException, InterruptedException {
        return Tool.run(command("snmpget", "-Oqv", oid));
    }

    /** Lines {@code .oid value} under an object. */
    List<String> walk(String oid) throws IOException, InterruptedException {
        return Tool.run(command("snmpbulkwalk", "-Onq", oid)).lines().toList();
    }

    /** What the tool says when it sets objects, each a name, a type and a value. */
    String set(String user, String... assignments) throws IOException, InterruptedException {
        boolean strong = user.equals("smokeping");
        var command = new ArrayList<>(List.of(
                "snmpset",
                "-v3",
                "-l",
                "authPriv",
                "-u",
                user,
                "-a",
                strong ? "SHA-512" : "SHA-256",
                "-A",
                "auth-passphrase",
                "-x",
                strong ? "AES-256" : "AES",
                "-X",
                "priv-passphrase",
                "-r",
                "0",
                "-t",
                "2",
                "-m",
                "",
                "-On",
                "udp:127.0.0.1:" + port));
        command.addAll(List.of(assignments));
        return Tool.run(command);
    }

    /** One column of a table that is indexed by monitor and probe. */
    static String column(String entry, int column, ProbeId id) {
        return entry + "." + column + index(id.monitor()) + index(id.probe());
    }

    private List<String> command(String tool, String output, String oid) {
        return List.of(
                tool, "-v2c", "-c", "itest", "-r", "0", "-t", "1", "-m", "", output, "udp:127.0.0.1:" + port, oid);
    }

    private static String index(String text) {
        return "." + text.length() + text.chars().mapToObj(c -> "." + c).collect(Collectors.joining());
    }
}
