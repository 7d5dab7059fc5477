package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Who this engine is to SNMPv3 managers, and how often it has started. Managers remember both: an engine that comes
 * back with fewer boots, or forgets who it was, gets no answers through until they are restarted (measured). So the
 * file is replaced whole, on disk before the first message, and never made anew when it cannot be read.
 *
 * @param engineId 5–32 octets in hexadecimal
 * @param boots starts since the engine id was made, at most 2^31−1
 */
record EngineState(String engineId, int boots) {
    /** First bit set, then net-snmp's enterprise number for want of one of our own, then "octets" (RFC 3411). */
    private static final String ENGINE_ID_HEAD = "80001f8805";

    private static final int RANDOM_OCTETS = 12;
    private static final Pattern FILE = Pattern.compile("engineId=((?:[0-9a-f]{2}){5,32})\nboots=([0-9]{1,10})\n");

    /** Counts one more start in the folder, which is made if needed. */
    static EngineState boot(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("engine");
        var state = Files.exists(file) ? read(file).next() : new EngineState(newEngineId(), 1);
        OwnerOnlyFile.replace(file, "engineId=%s\nboots=%d\n".formatted(state.engineId(), state.boots()));
        return state;
    }

    private static EngineState read(Path file) throws IOException {
        var match = FILE.matcher(Files.readString(file));
        if (!match.matches() || Long.parseLong(match.group(2)) > Integer.MAX_VALUE) {
            throw new IOException(
                    file + " is damaged: restore it, or delete it and make managers discover this engine" + " again");
        }
        return new EngineState(match.group(1), Integer.parseInt(match.group(2)));
    }

    private EngineState next() {
        return new EngineState(engineId, Math.min(boots, Integer.MAX_VALUE - 1) + 1);
    }

    private static String newEngineId() {
        byte[] random = new byte[RANDOM_OCTETS];
        new SecureRandom().nextBytes(random);
        return ENGINE_ID_HEAD + HexFormat.of().formatHex(random);
    }
}
