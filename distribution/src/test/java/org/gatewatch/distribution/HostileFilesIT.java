package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a machine does to the configuration folder: the shipped image says what is wrong, loses nothing, and goes on. What
 * editors do is the config bundle's own test.
 */
@Timeout(180)
class HostileFilesIT {
    private static final String STEADY = "steady/p";

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private Instance instance;

    @BeforeEach
    void makeFolder() throws Exception {
        // root, to whom permissions of files matter
        String none = "-dac_override,-dac_read_search";
        instance = namespaces.instance(folder, "setpriv", "--bounding-set=" + none, "--inh-caps=" + none);
        Files.createDirectories(instance.config());
    }

    @Test
    void runsTheLastGoodVersionOfFileOnFullDisk() throws Exception {
        mount("-t", "tmpfs", "-o", "size=64k", "none");
        try {
            startWithSteadyAnd("a");
            Files.write(instance.config().resolve("ballast"), new byte[40 << 10]);
            String large = monitor("a", 1) + "#".repeat(40 << 10) + "\n";
            try {
                instance.write("monitors/a.yaml", "monitorName: a\nprobes: [" + large);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("No space left"), e::getMessage);
            }
            await().atMost(Instance.PATIENCE).until(() -> instance.problems().size() == 1);
            assertEquals(Set.of(STEADY, "a/p"), instance.probes().keySet());

            Files.delete(instance.config().resolve("ballast"));
            instance.write("monitors/a.yaml", monitor("mended", 1));
            awaitProbes("mended/p");
            steadyWentOn();
        } finally {
            instance.close();
            run("umount", instance.config().toString());
        }
    }

    @Test
    void readsFolderThatCannotBeWritten() throws Exception {
        mount("-t", "tmpfs", "none");
        try {
            instance.write("monitors/steady.yaml", monitor("steady", 1));
            instance.write("monitors/a.yaml", monitor("a", 1));
            mount("-o", "remount,ro");
            instance.start();
            awaitProbes("a/p");
            assertEquals(List.of(), instance.problems());
        } finally {
            instance.close();
            run("umount", instance.config().toString());
        }
    }

    @Test
    void runsTheLastGoodVersionOfFileItMayNoLongerRead() throws Exception {
        startWithSteadyAnd("a");
        Path file = instance.config().resolve("monitors/a.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        await().atMost(Instance.PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of("cannot be read: this process has no permission to"), instance.problems()));
        assertEquals(Set.of(STEADY, "a/p"), instance.probes().keySet());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        await().atMost(Instance.PATIENCE).until(() -> instance.problems().isEmpty());
        steadyWentOn();
    }

    @Test
    void runsOnWhileItMayNotListTheFolder() throws Exception {
        startWithSteadyAnd("a");
        Path monitors = instance.config().resolve("monitors");
        Files.setPosixFilePermissions(monitors, PosixFilePermissions.fromString("---------"));
        await().atMost(Instance.PATIENCE).until(() -> !instance.problems().isEmpty());
        assertEquals(Set.of(STEADY, "a/p"), instance.probes().keySet());

        Files.setPosixFilePermissions(monitors, PosixFilePermissions.fromString("rwxr-xr-x"));
        await().atMost(Instance.PATIENCE).until(() -> instance.problems().isEmpty());
        steadyWentOn();
    }

    /** As Puppet, Nix or a deployment script do; the new files have the size and the time of the old ones. */
    @Test
    void followsLinkToAnotherVersionOfTheWholeFolder() throws Exception {
        Files.delete(instance.config());
        for (String version : List.of("v1", "v2")) {
            Path monitors = Files.createDirectories(folder.resolve(version).resolve("monitors"));
            write(monitors.resolve("steady.yaml"), monitor("steady", 1));
            write(monitors.resolve("a.yaml"), monitor(version, 1));
        }
        Files.createSymbolicLink(instance.config(), folder.resolve("v1"));
        instance.start();
        awaitProbes("v1/p");
        await().atMost(Instance.PATIENCE).until(() -> sequence() > 1);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("v2"));
        Files.move(link, instance.config(), StandardCopyOption.ATOMIC_MOVE);

        awaitProbes("v2/p");
        steadyWentOn();
        assertTrue(instance.log().contains("settings (*.cfg) only after a restart"), instance::log);
    }

    @Test
    void readsNoneOfTheStrangeThingsThatHaveTheNameOfFile() throws Exception {
        startWithSteadyAnd("a");
        Path monitors = instance.config().resolve("monitors");
        Files.createDirectory(monitors.resolve("folder.yaml"));
        run("mkfifo", monitors.resolve("pipe.yaml").toString());
        run("mknod", monitors.resolve("device.yaml").toString(), "c", "1", "5"); // /dev/zero, which never ends
        Files.createSymbolicLink(monitors.resolve("nowhere.yaml"), Path.of("nothing"));
        await().atMost(Instance.PATIENCE).until(() -> instance.problems().size() == 4);
        instance.write("monitors/a.yaml", monitor("edited", 1));

        awaitProbes("edited/p");
        steadyWentOn();
    }

    private void startWithSteadyAnd(String name) throws Exception {
        instance.write("monitors/steady.yaml", monitor("steady", 1));
        instance.write("monitors/" + name + ".yaml", monitor(name, 1));
        instance.start();
        awaitProbes(name + "/p");
        await().atMost(Instance.PATIENCE).until(() -> sequence() > 1);
    }

    private void awaitProbes(String other) {
        await().atMost(Instance.PATIENCE)
                .untilAsserted(() ->
                        assertEquals(Set.of(STEADY, other), instance.probes().keySet()));
    }

    private long sequence() {
        var report = instance.probes().get(STEADY).get("report");
        return report == null ? 0 : report.getAsJsonObject().get("sequence").getAsLong();
    }

    /** It was never begun anew: a period goes by, and its number is not 1. */
    private void steadyWentOn() {
        long before = sequence();
        assertTrue(before > 1);
        await().atMost(Instance.PATIENCE).until(() -> sequence() > before);
    }

    private void mount(String... options) throws Exception {
        var command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(options));
        command.add(instance.config().toString());
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), () -> String.join(" ", command));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    private static String monitor(String name, int period) {
        return "monitorName: " + name + "\naggregationPeriod: " + period + "\nprobes: [{name: p, destination: "
                + Namespaces.CUSTOMER_ADDRESS + ", interval: 100ms, timeout: 200ms}]\n";
    }
}
