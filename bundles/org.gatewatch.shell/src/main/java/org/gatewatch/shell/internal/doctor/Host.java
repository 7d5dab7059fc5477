package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The host itself: rights, libpcap, clock, interfaces, memory and disk. */
final class Host {
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*(\\p{XDigit}+)$");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s*(\\d+) kB$");
    private static final int CAP_NET_RAW = 13;
    private static final List<String> LIBRARY_FOLDERS = List.of("/usr/lib", "/lib", "/usr/lib64", "/usr/local/lib");
    /** Read by a device or counted by interrupts: stamps are late or coarse. */
    private static final Set<String> POOR_CLOCKS = Set.of("jiffies", "acpi_pm", "pit", "refined-jiffies");
    /** Signs that timesyncd, chrony or ntpd keep the clock. */
    private static final List<String> CLOCK_KEEPERS =
            List.of("/run/systemd/timesync/synchronized", "/run/chrony", "/run/chronyd.pid", "/run/ntpd.pid");

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NEEDED_KIB = 160 * 1024;
    private static final long NEEDED_BYTES = 64L << 20;

    private Host() {}

    static Finding rights(OptionalLong instance) {
        String process = instance.isPresent() ? String.valueOf(instance.getAsLong()) : "self";
        String who = instance.isPresent() ? "the running instance" : "whoever runs this command";
        var found = EFFECTIVE.matcher(
                Instance.text(Path.of("/proc", process, "status")).orElse(""));
        if (!found.find()) {
            return Finding.warning("rights", "cannot be read; run this as root");
        }
        return (Long.parseUnsignedLong(found.group(1), 16) & 1L << CAP_NET_RAW) != 0
                ? Finding.good("rights", who + " may send and capture packets")
                : Finding.bad(
                        "rights",
                        who
                                + " has no CAP_NET_RAW: start it as a service (AmbientCapabilities=CAP_NET_RAW) or as root");
    }

    static Finding libpcap() {
        return LIBRARY_FOLDERS.stream()
                .map(Path::of)
                .flatMap(Host::libpcapIn)
                .findFirst()
                .map(file -> Finding.good("libpcap", file.toString()))
                .orElse(Finding.bad("libpcap", "is missing: apt-get install libpcap0.8"));
    }

    private static Stream<Path> libpcapIn(Path folder) {
        try (Stream<Path> files = Files.find(
                folder, 2, (file, unused) -> file.getFileName().toString().startsWith("libpcap.so"))) {
            return files.toList().stream();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Stream.empty(); // no such folder on this host
        }
    }

    static Finding clock() {
        String source = Instance.text(Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource"))
                .orElse("")
                .strip();
        if (POOR_CLOCKS.contains(source)) {
            return Finding.warning(
                    "clock",
                    "the kernel reads " + source + ", which is coarse: see clocksource= in"
                            + " kernel-parameters(7); round trips are less exact");
        }
        if (Instant.now().isBefore(BUILT)) {
            return Finding.bad("clock", "says " + Instant.now() + ": set it, and have it kept by systemd-timesyncd");
        }
        return CLOCK_KEEPERS.stream().map(Path::of).anyMatch(Files::exists)
                ? Finding.good("clock", source + ", kept by a time service")
                : Finding.warning(
                        "clock",
                        "no time service seems to keep it: apt-get install systemd-timesyncd;"
                                + " samples around each step are void");
    }

    static Finding interfaces() {
        try {
            var up = NetworkInterface.networkInterfaces()
                    .filter(Host::isUsable)
                    .map(NetworkInterface::getName)
                    .sorted()
                    .toList();
            return up.isEmpty()
                    ? Finding.bad("interfaces", "none but loopback is up: ip link; ip link set NAME up")
                    : Finding.good("interfaces", "up: " + String.join(", ", up));
        } catch (SocketException e) {
            return Finding.warning("interfaces", "cannot be listed: " + e.getMessage());
        }
    }

    private static boolean isUsable(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback();
        } catch (SocketException e) {
            return false; // gone while we looked
        }
    }

    static Finding memory() {
        var found = AVAILABLE.matcher(Instance.text(Path.of("/proc/meminfo")).orElse(""));
        if (!found.find()) {
            return Finding.warning("memory", "the kernel does not tell");
        }
        long kib = Long.parseLong(found.group(1));
        String text = kib / 1024 + " MiB available";
        return kib >= NEEDED_KIB
                ? Finding.good("memory", text)
                : Finding.warning("memory", text + ": 10,000 probes need some 130, few probes some 100");
    }

    static Finding disk(Path data) {
        Path folder = Files.isDirectory(data)
                ? data
                : Optional.ofNullable(data.toAbsolutePath().getParent()).orElse(data);
        try {
            var store = Files.getFileStore(folder);
            long bytes = store.getUsableSpace();
            String text = (bytes >> 20) + " MiB free for " + data;
            if (store.isReadOnly()) {
                return Finding.bad("disk", data + " is on a file system that cannot be written to");
            }
            return bytes >= NEEDED_BYTES
                    ? Finding.good("disk", text)
                    : Finding.bad(
                            "disk",
                            text + ": make room, or keep less (disk.mib in org.gatewatch.history.cfg,"
                                    + " queue.mib in org.gatewatch.mqtt.cfg)");
        } catch (IOException e) {
            return Finding.bad("disk", "cannot look at " + folder + ": " + e.getMessage());
        }
    }
}
