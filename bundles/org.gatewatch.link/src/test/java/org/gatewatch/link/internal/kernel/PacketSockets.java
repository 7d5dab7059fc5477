package org.gatewatch.link.internal.kernel;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packet sockets of this process in this thread's network namespace, which nothing but a test can break. */
public final class PacketSockets {
    static {
        Native.register(PacketSockets.class, Platform.C_LIBRARY_NAME);
    }

    private PacketSockets() {}

    private static native int pipe(int[] descriptors);

    private static native int dup2(int from, int to);

    /** Puts a pipe that nobody writes to any more in their place: whoever waits for packets is told of a hang-up. */
    public static void breakAll() throws IOException {
        int[] pipe = new int[2];
        if (pipe(pipe) != 0) {
            throw new IOException("pipe: errno " + Native.getLastError());
        }
        Calls.close(pipe[1]);
        for (int descriptor : descriptors()) {
            dup2(pipe[0], descriptor);
        }
        Calls.close(pipe[0]);
    }

    private static List<Integer> descriptors() throws IOException {
        // sk RefCnt Type Proto Iface R Rmem User Inode
        Set<String> sockets = Files.readAllLines(Path.of("/proc/thread-self/net/packet")).stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .map(columns -> "socket:[" + columns[columns.length - 1] + "]")
                .collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(file -> sockets.contains(target(file)))
                    .map(file -> Integer.valueOf(file.getFileName().toString()))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed in the meantime
        }
    }
}
