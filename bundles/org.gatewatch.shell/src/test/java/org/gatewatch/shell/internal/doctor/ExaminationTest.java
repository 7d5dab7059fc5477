package org.gatewatch.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.shell.internal.Documents;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;
import org.gatewatch.shell.internal.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not depend on the host that the tests run on. */
class ExaminationTest {
    @TempDir
    Path config;

    private List<ReporterEntry> reporters = List.of();

    @Test
    void saysWhoseBrokerDoesNotAnswer() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        write("org.gatewatch.mqtt.cfg", "serverUri = tcp://127.0.0.1:" + port);
        var finding = only(false);
        assertEquals(Verdict.WARNING, finding.verdict());
        assertTrue(finding.text().startsWith("tcp://127.0.0.1:" + port + " does not answer"), finding.text());
    }

    @Test
    void findsTheSecondAddressOfABroker() throws IOException {
        try (var broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write("org.gatewatch.mqtt-a.cfg", "serverUri = nonsense, tcp://127.0.0.1:" + broker.getLocalPort());
            assertEquals(Verdict.GOOD, only(false).verdict());
        }
    }

    @Test
    void leavesAloneWhatIsOff() throws IOException {
        write("org.gatewatch.mqtt.cfg", "enabled = false");
        write("org.gatewatch.http.cfg", "enabled = false");
        assertEquals(List.of(), new Reachability(config, false, List.of()).all());
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            write("org.gatewatch.snmp.cfg", "listen.port = " + other.getLocalPort());
            var finding = only(false);
            assertEquals(Verdict.BAD, finding.verdict());
            assertTrue(finding.text().contains("ss -lnp"), finding.text());
        }
    }

    @Test
    void saysThatTheRunningAgentDoesNotAnswer() throws IOException {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            write("org.gatewatch.snmp.cfg", "listen.port = " + silent.getLocalPort());
            assertEquals(Verdict.WARNING, only(true).verdict());
        }
    }

    @Test
    void saysWhyTheRunningInstanceIsNotLetInByABrokerThatListens() throws IOException {
        try (var broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write("org.gatewatch.mqtt-a.cfg", "serverUri = tcp://127.0.0.1:" + broker.getLocalPort());
            reporters = List.of(new ReporterEntry("mqtt/a", "tcp://b:1883", false, "Not authorized", 0, 0));
            var finding = only(true);
            assertEquals(Verdict.WARNING, finding.verdict());
            assertEquals(
                    "tcp://b:1883 is not used: Not authorized: start it, or set serverUri, or enabled = false in"
                            + " org.gatewatch.mqtt-a.cfg",
                    finding.text());
        }
    }

    @Test
    void asksNoAgentWhoseCommunityIsOff() throws IOException {
        write("org.gatewatch.snmp.cfg", "v2c.community =");
        var finding = only(true);
        assertEquals(Verdict.GOOD, finding.verdict());
        assertTrue(finding.text().startsWith("v2c is off"), finding.text());
    }

    @ParameterizedTest
    @CsvSource({"tcp://b, 1883", "ssl://b, 8883", "ws://b/mqtt, 80", "wss://b/mqtt, 443", "wss://b:8084/mqtt, 8084"})
    void knowsWhereBrokersListen(URI broker, int port) {
        assertEquals(port, Reachability.port(broker));
    }

    @Test
    void saysWhichInterfaceOfAProbeIsNotThere() {
        var finding = Ways.missingInterfaces(leavingBy("gone0")).orElseThrow();
        assertEquals(Verdict.BAD, finding.verdict());
        assertTrue(finding.text().contains("gone0, which probe rome"), finding.text());
    }

    @Test
    void isContentWithAnInterfaceThatIsThere() {
        assertEquals(Optional.empty(), Ways.missingInterfaces(leavingBy("lo")));
    }

    @Test
    void saysWhichAddressThatAProbeLeavesFromIsNotThere() throws IOException {
        var finding = Ways.missingAddresses(leaving(new Source.Address(InetAddress.getByName("192.0.2.77"))))
                .orElseThrow();
        assertEquals(Verdict.BAD, finding.verdict());
        assertTrue(finding.text().contains("does not have 192.0.2.77"), finding.text());
    }

    @Test
    void isContentWithAnAddressThatIsThere() {
        assertEquals(
                Optional.empty(), Ways.missingAddresses(leaving(new Source.Address(InetAddress.getLoopbackAddress()))));
    }

    @Test
    void namesTheFirstThreeOfMany() {
        assertEquals("a, b, c and 2 more", Ways.some(List.of("a", "b", "c", "d", "e")));
    }

    @Test
    void saysWhichProbesOfTheRunningInstanceCannotRun() {
        var entry =
                Documents.probe("berlin", "ERROR", "no.such.host: Name or service not known", "UNKNOWN", "none", null);
        var running = Documents.of(List.of(), List.of(entry));
        var checked = new CheckedConfiguration(new DesiredState(List.of(), List.of()), List.of());
        var findings = Examination.of(config, config, checked, Optional.of(running));
        assertTrue(
                findings.stream()
                        .anyMatch(finding -> finding.verdict() == Verdict.BAD
                                && finding.text()
                                        .startsWith(
                                                "branches/berlin to 203.0.113.1 (no.such.host: Name or service not")),
                findings.toString());
    }

    private static DesiredState leavingBy(String interfaceName) {
        return leaving(new Source.Interface(interfaceName));
    }

    private static DesiredState leaving(Source source) {
        var rome = Probe.to("rome", InetAddress.getLoopbackAddress()).from(source);
        var monitor = new Monitor("m", Duration.ofMinutes(1), Map.of(), List.of(rome), Quorum.DEFAULT);
        return new DesiredState(List.of(), List.of(monitor));
    }

    @Test
    void saysWhoseRightsTheServiceHas() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        var nobody = config.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(config, nobody);
        assertEquals(" (seen with the rights of root; the service is nobody)", Instance.remarkOnRights(config));
    }

    /** As tcpdump shows the question of {@code snmpget -v2c -c public HOST 1.3.6.1.2.1.1.3.0}, but for its id. */
    @Test
    void asksForTheUpTimeAsNetSnmpDoes() {
        assertEquals(
                "302602010104067075626c6963a019020101020100020100300e300c06082b060102010103000500",
                HexFormat.of().formatHex(SnmpQuestion.question("public")));
    }

    @Test
    void knowsNoInstanceWhereNoneHasTheFolder() throws IOException {
        Files.writeString(
                config.resolve("gatewatch.lock"), ProcessHandle.current().pid() + "0000000\n");
        assertEquals(OptionalLong.empty(), Instance.processOn(config));
    }

    @Test
    void saysThatADiskThatIsNotThereIsBad() {
        assertEquals(Verdict.BAD, Host.disk(Path.of("/nonexistent/data")).verdict());
    }

    @Test
    void looksAtTheHostWithoutFailing() {
        for (var finding : List.of(
                Host.rights(OptionalLong.empty()), Host.libpcap(), Host.clock(), Host.memory(), Host.interfaces())) {
            assertFalse(finding.text().isBlank(), finding.subject());
        }
    }

    private Finding only(boolean runs) {
        var findings = new Reachability(config, runs, reporters).all();
        assertEquals(1, findings.size(), findings.toString());
        return findings.get(0);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(config.resolve(name), text + "\n");
    }
}
