package org.gatewatch.config.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.YamlText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors, tools and accidents do to a file that runs: each has one clear result, and what ran goes on. */
class HostileFilesTest {
    private static final Duration QUIET_TIME = Duration.ofMillis(20);
    private static final String GOOD = monitor("good", "203.0.113.1");

    @TempDir
    Path root;

    private final RecordingListener listener = new RecordingListener();
    private Path file;
    private WatchedConfiguration watched;

    /** Does something to a file. */
    private interface Deed {
        void to(Path file) throws IOException, InterruptedException;
    }

    @BeforeEach
    void run() throws IOException {
        file = Files.createDirectories(root.resolve("monitors")).resolve("a.yaml");
        Files.writeString(file, GOOD);
        Files.writeString(root.resolve("monitors/other.yaml"), monitor("other", "203.0.113.2"));
        watched = new WatchedConfiguration(root, QUIET_TIME, new RecordingLogger());
        watched.addListener(listener);
        await().untilAsserted(() -> assertEquals(List.of("good,other"), listener.told()));
    }

    @AfterEach
    void stop() {
        watched.deactivate();
    }

    static Stream<Arguments> accidents() {
        return Stream.of(
                accident("empty: the disk was full", "says nothing: it is empty", f -> Files.writeString(f, "")),
                accident(
                        "half written",
                        ":2:24: not YAML: while parsing a flow mapping, expected ',' or '}', but got <stream end>",
                        f -> Files.writeString(f, GOOD.substring(0, GOOD.indexOf("destination") + 4))),
                accident(
                        "a quote that is not closed, told where it begins",
                        ":1:14: not YAML: while scanning a quoted scalar, found unexpected end of stream",
                        f -> Files.writeString(f, "monitorName: 'good\n")),
                accident("not UTF-8", "not UTF-8: byte 0xE9", f -> Files.write(f, latin1("# caf\u00e9\n" + GOOD))),
                accident("UTF-16", "not UTF-8: byte 0xFE", f -> Files.write(f, GOOD.getBytes(StandardCharsets.UTF_16))),
                accident(
                        "a binary file",
                        "character U+0000 (allowed: printable ones",
                        f -> Files.write(f, new byte[4096])),
                accident(
                        "a duplicate key",
                        "given twice; its first value is at",
                        f -> Files.writeString(f, GOOD + "monitorName: twice\n")),
                accident("aliases of aliases", "more than 50 aliases", f -> Files.writeString(f, bomb())),
                accident(
                        "too large",
                        "allowed: at most 10485760",
                        f -> Files.write(f, new byte[YamlText.MAX_BYTES + 1])),
                accident("a folder", "it is a folder, not a file", f -> {
                    Files.delete(f);
                    Files.createDirectory(f);
                }),
                accident("a pipe", "it is a pipe, a socket or a device, not a file", f -> {
                    Files.delete(f);
                    assertEquals(
                            0,
                            new ProcessBuilder("mkfifo", f.toString()).start().waitFor());
                }),
                accident(
                        "a link to a device", "it is a pipe, a socket or a device", f -> link(f, Path.of("/dev/zero"))),
                accident("a link to nothing", "it links to nothing", f -> link(f, Path.of("nowhere"))),
                accident("a link to itself", "Too many levels of symbolic links", f -> link(f, f)));
    }

    private static Arguments accident(String what, String told, Deed deed) {
        return Arguments.of(what, told, deed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accidents")
    void tellsWhatIsWrongAndRunsTheLastGoodVersion(String what, String told, Deed deed) throws Exception {
        deed.to(file);
        await().until(() -> watched.problems().size() == 1);

        ConfigurationProblem problem = watched.problems().get(0);
        assertEquals(file.toString(), problem.file());
        assertEquals(told, problem.toString().contains(told) ? told : problem.toString(), what);
        assertEquals(List.of("good,other"), listener.told());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accidents")
    void goesOnByItselfOnceMended(String what, String told, Deed deed) throws Exception {
        deed.to(file);
        await().until(() -> watched.problems().size() == 1);
        Path mended = Files.writeString(root.resolve("monitors/.a.yaml.tmp"), monitor("mended", "203.0.113.1"));
        Files.deleteIfExists(file);
        Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE);

        await().until(() -> watched.problems().isEmpty());
        assertEquals("mended,other", listener.told().get(listener.told().size() - 1), what);
    }

    static Stream<Arguments> saves() {
        return Stream.of(
                save("vim: the old one becomes a backup, a new one is written", (f, text) -> {
                    Files.move(f, f.resolveSibling("a.yaml~"));
                    Files.writeString(f.resolveSibling("4913"), "");
                    Files.delete(f.resolveSibling("4913"));
                    Files.writeString(f, text);
                    Files.delete(f.resolveSibling("a.yaml~"));
                }),
                save("emacs: a lock and an autosave beside it, a backup stays", (f, text) -> {
                    Files.createSymbolicLink(f.resolveSibling(".#a.yaml"), Path.of("somebody@host.1"));
                    Files.writeString(f.resolveSibling("#a.yaml#"), text);
                    Files.copy(f, f.resolveSibling("a.yaml~"));
                    Files.writeString(f, text);
                    Files.delete(f.resolveSibling(".#a.yaml"));
                }),
                save("sed -i: a new one is renamed into its place", (f, text) -> {
                    Path temporary = Files.writeString(f.resolveSibling("sedA1b2C3"), text);
                    Files.move(temporary, f, StandardCopyOption.ATOMIC_MOVE);
                }),
                save("with a byte order mark", (f, text) -> Files.writeString(f, "\uFEFF" + text)),
                save("as Kubernetes does: through ..data", (f, text) -> {
                    Path version = Files.createDirectory(f.resolveSibling("..2026_11_21"));
                    Files.writeString(version.resolve("a.yaml"), text);
                    Files.createSymbolicLink(f.resolveSibling("..data"), version.getFileName());
                    link(f, Path.of("..data/a.yaml"));
                }));
    }

    /** Saves a text. */
    private interface Save {
        void text(Path file, String text) throws IOException;
    }

    private static Arguments save(String how, Save save) {
        return Arguments.of(how, save);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("saves")
    void takesWhatIsSaved(String how, Save save) throws IOException {
        save.text(file, monitor("saved", "203.0.113.1"));

        await().until(() -> listener.told().contains("saved,other"));
        assertEquals(List.of(), watched.problems(), how);
    }

    @Test
    void followsLinkToTheWholeFolder() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("v2"));
        Files.writeString(elsewhere.resolve("a.yaml"), monitor("v2", "203.0.113.1"));
        Files.move(root.resolve("monitors"), root.resolve("v1"));
        Files.createSymbolicLink(root.resolve("monitors"), elsewhere);

        await().until(() -> listener.told().contains("v2"));
    }

    @Test
    void runsOnWhileTheWholeFolderIsAway() throws IOException {
        Path away = root.resolveSibling(root.getFileName() + "-away");
        Files.move(root, away);
        await().until(() -> watched.problems().size() == 1);
        assertEquals(root + ": no such folder", watched.problems().get(0).toString());
        Files.move(away, root);
        await().until(() -> watched.problems().isEmpty());

        assertEquals(List.of("good,other"), listener.told());
    }

    @Test
    void takesThousandFilesAtOnce() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            Files.writeString(root.resolve("monitors/m" + i + ".yaml"), monitor("m" + i, "203.0.113.3"));
        }

        await().until(() -> watched.desired().monitors().size() == 1_002);
        assertEquals(List.of(), watched.problems());
    }

    @Test
    void losesNothingWhenFilesComeAndGoWhileTheyAreRead() throws Exception {
        Path flickering = root.resolve("monitors/flickering.yaml");
        var flicker = new Thread(() -> IntStream.range(0, 2_000).forEach(i -> {
            try {
                Files.writeString(flickering, monitor("flickering", "203.0.113.3"));
                Files.delete(flickering);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
        flicker.start();
        flicker.join();

        await().until(() ->
                watched.problems().isEmpty() && watched.desired().monitors().size() == 2);
        assertEquals(
                0,
                listener.told().stream()
                        .filter(state -> !state.contains("good"))
                        .count());
    }

    private static void link(Path file, Path target) throws IOException {
        Path other = Files.createSymbolicLink(file.resolveSibling("link"), target);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Ten levels of ten: ten thousand million values, if somebody followed them. */
    private static String bomb() {
        var text = new StringBuilder(GOOD).append("l0: &l0 [x]\n");
        for (int i = 1; i <= 10; i++) {
            String below = "*l" + (i - 1);
            text.append("l")
                    .append(i)
                    .append(": &l")
                    .append(i)
                    .append(" [")
                    .append(String.join(
                            ", ", List.of(below, below, below, below, below, below, below, below, below, below)))
                    .append("]\n");
        }
        return text.toString();
    }

    private static String monitor(String name, String destination) {
        return "monitorName: " + name + "\nprobes: [{name: p, destination: " + destination + "}]\n";
    }
}
