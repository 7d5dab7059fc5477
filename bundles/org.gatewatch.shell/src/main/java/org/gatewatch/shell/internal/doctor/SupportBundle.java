package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip of text files for somebody who has to find out what is wrong; every text goes through {@link Secrets}. */
public final class SupportBundle implements AutoCloseable {
    private static final List<String> KERNEL = List.of(
            "/etc/os-release",
            "/proc/version",
            "/proc/uptime",
            "/proc/loadavg",
            "/proc/meminfo",
            "/proc/cpuinfo",
            "/proc/net/dev",
            "/proc/net/route",
            "/proc/net/ipv6_route",
            "/proc/net/snmp",
            "/proc/net/if_inet6");
    private static final List<String> PROCESS = List.of("status", "limits", "sched");
    private static final int LOG_LINES = 5_000;
    private static final int LOG_SECONDS = 20;

    private final ZipOutputStream zip;

    private final Secrets secrets;

    private SupportBundle(ZipOutputStream zip, Secrets secrets) {
        this.zip = zip;
        this.secrets = secrets;
    }

    /**
     * Makes the file, which must not be there yet, for its owner only.
     *
     * @param secretKeys keys of settings whose values stay out, besides those whose names tell
     */
    public static SupportBundle create(Path file, Set<String> secretKeys) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
        return new SupportBundle(new ZipOutputStream(out, StandardCharsets.UTF_8), new Secrets(secretKeys));
    }

    public void add(String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(secrets.without(text).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Settings and YAML. Everything else in the folder, such as keys and certificates, stays where it is. */
    public void addConfiguration(Path config) throws IOException {
        try (Stream<Path> files = Files.walk(config)) {
            for (Path file :
                    files.filter(SupportBundle::isConfiguration).sorted().toList()) {
                add("config/" + config.relativize(file), Instance.text(file).orElse("(cannot be read)\n"));
            }
        } catch (UncheckedIOException e) {
            add("config/problem.txt", "not all could be listed: " + e.getMessage() + "\n");
        }
    }

    /** What the kernel tells of this host and of the instance, and what is in the data folder. */
    public void addHost(Path data) throws IOException {
        var text = new StringBuilder();
        KERNEL.forEach(file -> append(text, Path.of(file)));
        Instance.processOn(data)
                .ifPresent(pid -> PROCESS.forEach(name -> append(text, Path.of("/proc", String.valueOf(pid), name))));
        add("host.txt", text.toString());
        add("data.txt", listing(data));
    }

    /** The end of the service's log, from the journal. */
    public void addLog() throws IOException, InterruptedException {
        Path file = Files.createTempFile("gatewatch", ".log");
        try {
            Process journal = new ProcessBuilder(
                            "journalctl",
                            "--unit=gatewatch",
                            "--no-pager",
                            "--lines=" + LOG_LINES,
                            "--output=short-iso-precise")
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            if (!journal.waitFor(LOG_SECONDS, TimeUnit.SECONDS)) {
                journal.destroyForcibly();
            }
            add("log.txt", Instance.text(file).orElse("(not readable as text)\n"));
        } catch (IOException e) {
            add("log.txt", "no journal: " + e.getMessage() + "\n");
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        return Set.of("cfg", "yaml", "yml").contains(name.substring(name.lastIndexOf('.') + 1))
                && Files.isRegularFile(file);
    }

    private static void append(StringBuilder text, Path file) {
        text.append("# ").append(file).append('\n').append(Instance.text(file).orElse("(cannot be read)\n"));
    }

    private static String listing(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            var text = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                text.append("%12d %s%n".formatted(Files.size(file), data.relativize(file)));
            }
            return text.toString();
        } catch (IOException | UncheckedIOException e) {
            return "cannot be listed: " + e.getMessage() + "\n";
        }
    }
}
