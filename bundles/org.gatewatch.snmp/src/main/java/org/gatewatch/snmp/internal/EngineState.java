package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
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
        state.write(file);
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

    private void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var text = ByteBuffer.wrap(
                "engineId=%s\nboots=%d\n".formatted(engineId, boots).getBytes(StandardCharsets.US_ASCII));
        try (var channel = FileChannel.open(fresh, create, ownerOnly)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
