package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnmpServerTest {
    @TempDir
    Path data = Path.of("");

    private final List<SnmpAgent> agents = new ArrayList<>();

    @AfterEach
    void stopAgents() {
        agents.forEach(SnmpAgent::stop);
    }

    @Test
    void waitsForAPortInUseAndTakesItWhenItIsFree() throws IOException {
        SnmpAgent agent;
        int port;
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            agent = agent(port);
            await().until(() -> Files.exists(data.resolve("snmp/engine")));
            assertTrue(agent.server().localAddress().isEmpty());
            await().until(() -> !agent.server().status().problem().isEmpty());
            assertFalse(agent.server().status().connected());
        }

        await().until(() -> agent.server().localAddress().isPresent());
        await().until(() -> agent.server().status().problem().isEmpty());
        assertEquals(port, agent.server().localAddress().orElseThrow().getPort());
        // one start, however often the port was tried
        assertTrue(Files.readString(data.resolve("snmp/engine")).endsWith("\nboots=1\n"));
    }

    @Test
    void listensOnIpv6() throws IOException {
        InetAddress ipv6 = Samples.address("::1");
        assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "this host has no IPv6 loopback address");
        var settings = new SnmpSettings(
                new InetSocketAddress(ipv6, 0),
                Optional.of("public"),
                List.of(),
                Set.of(),
                "gw1",
                "",
                "",
                Samples.MIB,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Samples.SILENT);
        var agent = new SnmpAgent(new Framework(data).context(), settings, Clock.system());
        agents.add(agent);

        await().until(() -> agent.server().localAddress().isPresent());
        assertEquals(ipv6, agent.server().localAddress().orElseThrow().getAddress());
    }

    @Test
    void healsWhenTheDataFolderBecomesUsable() throws IOException {
        Path file = Files.createFile(data.resolve("snmp"));
        var agent = agent(0);

        Files.delete(file);

        await().until(() -> agent.server().localAddress().isPresent());
    }

    @Test
    void stopsItsThreadWithinASecondAndFreesThePort() throws IOException {
        var agent = agent(0);
        await().until(() -> agent.server().localAddress().isPresent());
        int port = agent.server().localAddress().orElseThrow().getPort();
        assertEquals(List.of("gatewatch-snmp-agent"), snmpThreads());

        assertTimeout(Duration.ofSeconds(1), agent::stop);

        assertEquals(List.of(), snmpThreads());
        new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void stopsBeforeItCouldListen() throws IOException {
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var agent = agent(taken.getLocalPort());

            assertTimeout(Duration.ofSeconds(1), agent::stop);

            assertEquals(List.of(), snmpThreads());
        }
    }

    private SnmpAgent agent(int port) {
        var agent = new SnmpAgent(new Framework(data).context(), Samples.settings(port), Clock.system());
        agents.add(agent);
        return agent;
    }

    private static List<String> snmpThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gatewatch-snmp") || name.contains("UDPTransport"))
                .toList();
    }
}
