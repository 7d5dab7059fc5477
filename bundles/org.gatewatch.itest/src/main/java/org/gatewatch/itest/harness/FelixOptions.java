package org.gatewatch.itest.harness;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ops4j.pax.exam.Option;

/** What the framework of one test class is made of: jars of this build, a home and ports of its own. */
final class FelixOptions {
    private static final Path TARGET = Path.of(System.getProperty("gatewatch.itest.target"));
    private static final Path HARNESS = Path.of(System.getProperty("gatewatch.itest.jar"));

    private FelixOptions() {}

    static Option[] of(Class<?> testClass) throws IOException {
        var options = new ArrayList<Option>();
        for (Path jar : jars("shipped")) {
            // Logging first: what speaks before it speaks on the console.
            int level = jar.getFileName().toString().startsWith("pax-logging") ? 1 : 5;
            options.add(bundle(jar.toUri().toString()).startLevel(level));
        }
        for (Path jar : jars("harness")) {
            options.add(bundle(jar.toUri().toString()));
        }
        options.add(bundle(HARNESS.toUri().toString()));
        home(testClass)
                .forEach((key, value) -> options.add(frameworkProperty(key).value(value)));
        // As the launcher of the image sets them.
        Map.of(
                        "felix.fileinstall.subdir.mode", "skip",
                        "felix.fileinstall.filter", "[^.].*\\.cfg",
                        "felix.fileinstall.poll", "500",
                        "felix.fileinstall.noInitialDelay", "true",
                        "felix.fileinstall.enableConfigSave", "false",
                        "felix.fileinstall.log.level", "2",
                        "felix.log.level", "1")
                .forEach((key, value) -> options.add(frameworkProperty(key).value(value)));
        return options.toArray(Option[]::new);
    }

    private static Map<String, String> home(Class<?> testClass) throws IOException {
        Path home = TARGET.resolve("felix").resolve(testClass.getSimpleName());
        remove(home);
        Path config = Files.createDirectories(home.resolve("config"));
        for (Path file : list(TARGET.resolve("test-classes/config"))) {
            Files.copy(file, config.resolve(file.getFileName()));
        }
        return Map.of(
                Home.CONFIG,
                config.toString(),
                "felix.fileinstall.dir",
                config.toString(),
                "felix.fileinstall.tmpdir",
                home.resolve("tmp").toString(),
                Home.DATA,
                Files.createDirectory(home.resolve("data")).toString(),
                Home.LOG,
                home.resolve("log").toString(),
                Home.SNMP_PORT,
                String.valueOf(freeUdpPort()),
                Home.MQTT_PORT,
                String.valueOf(freeTcpPort()));
    }

    /** From a file that the build wrote: the reactor's jars and those of the local repository, where they are. */
    private static List<Path> jars(String name) throws IOException {
        String paths = Files.readString(TARGET.resolve(name + ".path")).strip();
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(paths)
                .map(Path::of)
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static int freeUdpPort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeTcpPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
