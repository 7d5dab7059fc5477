package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.ConfigurationCheck.SeenRtt;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdviceTest {
    private static final ProbeId PARIS = new ProbeId("m", "paris");
    private static final SeenRtt SEEN =
            id -> id.equals(PARIS) ? Optional.of(Duration.ofNanos(82_400_000)) : Optional.empty();

    @TempDir
    Path root;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(root.resolve("monitors"));
    }

    @Test
    void hasNothingToSayAboutGoodFile() throws IOException {
        write("a", "{name: paris, destination: 203.0.113.2}", "{name: rome, destination: 203.0.113.3, interval: 5s}");

        assertEquals(List.of(), warnings(SEEN));
    }

    @Test
    void warnsOfTimeoutBelowWhatWasSeen() throws IOException {
        write("a", "{name: paris, destination: 203.0.113.2, timeout: 80ms}");

        assertEquals(
                List.of(
                        "monitors/a.yaml:3:54: warning: probes[0].timeout: '80ms': 5 of 100 answers take 82.4 ms or longer"
                                + " and would count as lost; use a longer one"),
                warnings(SEEN));
        assertEquals(List.of(), warnings(SeenRtt.NONE));
    }

    @Test
    void warnsOfSecondProbeThatSendsTheSame() throws IOException {
        write("a", "{name: paris, destination: 203.0.113.2}", "{name: again, destination: 203.0.113.2, interval: 5s}");
        write("b", "{name: larger, destination: 203.0.113.2, packetSize: 1400}");

        assertEquals(
                List.of("monitors/a.yaml:4:32: warning: probes[1].destination: '203.0.113.2': probes[0] of "
                        + root.resolve("monitors/a.yaml")
                        + " sends the same packets to the same destination; one of them is enough"),
                warnings(SeenRtt.NONE));
    }

    @Test
    void takesNoNoticeOfProbesThatAreSwitchedOff() throws IOException {
        var probes = new String[600];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = "{name: p" + i + ", destination: 10.0.0.1, interval: 10ms, enabled: false}";
        }
        write("a", probes);

        assertEquals(List.of(), warnings(SeenRtt.NONE));
    }

    @Test
    void warnsOfMorePacketsThanTheHostIsGoodFor() throws IOException {
        var probes = new String[600];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = "{name: p" + i + ", destination: 10.0." + i / 250 + "." + (1 + i % 250) + ", interval: 10ms}";
        }
        write("a", probes);
        int goodFor = Math.min(2, Runtime.getRuntime().availableProcessors()) * 25_000;

        assertEquals(
                List.of(": warning: all probes together send 60000 packets a second, and this host is good for "
                        + goodFor + ": use longer intervals"),
                warnings(SeenRtt.NONE));
    }

    @Test
    void findsPlaceInListWithAnchor() throws IOException {
        Files.writeString(root.resolve("monitors/a.yaml"), """
                monitorName: m
                probes: &all
                  - {name: paris, destination: 203.0.113.2, timeout: 80ms}
                """);

        assertEquals(
                List.of("monitors/a.yaml:3:54"),
                warnings(SEEN).stream()
                        .map(line -> line.substring(0, line.indexOf(": warning")))
                        .toList());
    }

    private List<String> warnings(SeenRtt seen) {
        return new FolderCheck()
                .check(root, seen).problems(Severity.WARNING).stream()
                        .map(problem -> problem.toString().replaceFirst(root + "/?", ""))
                        .toList();
    }

    private void write(String name, String... probes) throws IOException {
        Files.writeString(
                root.resolve("monitors/" + name + ".yaml"),
                "monitorName: " + (name.equals("a") ? "m" : name) + "\nprobes:\n  - " + String.join("\n  - ", probes)
                        + "\n");
    }
}
