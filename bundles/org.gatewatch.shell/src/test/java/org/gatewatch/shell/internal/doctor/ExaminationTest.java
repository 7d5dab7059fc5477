package org.gatewatch.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.gatewatch.shell.internal.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not depend on the host that the tests run on. */
class ExaminationTest {
    @TempDir
    Path config;

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
        assertEquals(List.of(), new Reachability(config, false).all());
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
        var findings = new Reachability(config, runs).all();
        assertEquals(1, findings.size(), findings.toString());
        return findings.get(0);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(config.resolve(name), text + "\n");
    }
}
