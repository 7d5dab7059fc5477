package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.snmp.internal.NotificationPolicy.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications as net-snmp's snmptrapd takes them. */
class NotificationsTest {
    private static final String TEST_FAILED = ".1.3.6.1.2.1.80.0.2";
    private static final String TEST_COMPLETED = ".1.3.6.1.2.1.80.0.3";

    @TempDir
    Path folder = Path.of("");

    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void stopAll() throws Exception {
        for (int last = running.size() - 1; last >= 0; last--) {
            running.get(last).close();
        }
    }

    private Snmptrapd snmptrapd() throws IOException {
        var receiver = new Snmptrapd(folder);
        running.add(receiver);
        return receiver;
    }

    private ReportListener agent(InetSocketAddress receiver, boolean inform, Optional<String> community) {
        var policy = new NotificationPolicy(EnumSet.allOf(Kind.class), 3, 1);
        var settings = Samples.settings(new NotificationSettings(policy, List.of(receiver), inform, community));
        var framework = new Framework(folder);
        var agent = new SnmpAgent(framework.context(), settings, Clock.system());
        running.add(agent::stop);
        return framework.listener();
    }

    @Test
    void trapOfV2cArrives() throws IOException {
        var receiver = snmptrapd();

        agent(receiver.address(), false, Optional.of("public")).reported(Samples.good("wan", "berlin", 1));

        await().untilAsserted(() -> assertEquals(List.of(TEST_FAILED, TEST_COMPLETED), receiver.notifications()));
    }

    @Test
    void informOfV2cArrives() throws IOException {
        var receiver = snmptrapd();

        agent(receiver.address(), true, Optional.of("public")).reported(Samples.good("wan", "berlin", 1));

        await().untilAsserted(() -> assertEquals(List.of(TEST_FAILED, TEST_COMPLETED), receiver.notifications()));
    }

    /** The receiver finds out who we are by itself: our engine is told in its configuration, as for any v3 trap. */
    @Test
    void trapOfV3Arrives() throws IOException {
        var receiver = snmptrapd();
        var state = EngineState.boot(folder.resolve("snmp"));
        receiver.knows(state.engineId());

        agent(receiver.address(), false, Optional.empty()).reported(Samples.good("wan", "berlin", 1));

        await().untilAsserted(() -> assertEquals(List.of(TEST_FAILED, TEST_COMPLETED), receiver.notifications()));
    }

    @Test
    void informOfV3Arrives() throws IOException {
        var receiver = snmptrapd();

        agent(receiver.address(), true, Optional.empty()).reported(Samples.good("wan", "berlin", 1));

        await().untilAsserted(() -> assertEquals(List.of(TEST_FAILED, TEST_COMPLETED), receiver.notifications()));
    }

    @Test
    void informIsRepeatedUntilTheReceiverIsThere() throws IOException {
        var receiver = snmptrapd();
        receiver.stop();
        agent(receiver.address(), true, Optional.of("public")).reported(Samples.good("wan", "berlin", 1));

        receiver.start();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertEquals(List.of(TEST_FAILED, TEST_COMPLETED), receiver.notifications()));
    }

    /** RFC 4560's objects in its order, as libsmi reads them; then our own. */
    @Test
    void carriesTheObjectsOfTheMibInOrder() throws IOException {
        var receiver = snmptrapd();
        agent(receiver.address(), false, Optional.of("public")).reported(Samples.dead("wan", "berlin", 1));
        await().until(() -> !receiver.notifications().isEmpty());

        var module = SmiDump.STANDARD.resolve("DISMAN-PING-MIB").toString();
        var wanted = SmiDump.notifications(module).values().iterator().next();
        var names = SmiDump.objects(module);
        var objects = receiver.objects(0);
        for (int position = 0; position < wanted.size(); position++) {
            int at = position;
            var object = names.entrySet().stream()
                    .filter(entry -> entry.getValue().name().equals(wanted.get(at)))
                    .findFirst()
                    .orElseThrow();
            // after sysUpTime and snmpTrapOID
            var sent = objects.get(2 + position);
            assertTrue(sent.startsWith("." + object.getKey() + "."), sent + " is not " + wanted.get(position));
        }
        assertEquals(2 + 12 + 2, objects.size(), objects.toString());
    }

    @Test
    void passesThroughSnmpdAndWaitsWhileThatIsAway() throws IOException {
        var receiver = snmptrapd();
        var snmpd =
                new Snmpd(folder, "informsink 127.0.0.1:" + receiver.address().getPort() + " public");
        running.add(snmpd);
        var framework = new Framework(folder);
        var policy = new NotificationPolicy(EnumSet.of(Kind.TEST_FAILURE), 1, 1);
        var silent = new NotificationSettings(policy, List.of(), true, Optional.empty());
        var agent = new SnmpAgent(
                framework.context(), Samples.settings(silent, Optional.of(snmpd.socket())), Clock.system());
        running.add(agent::stop);
        await().until(() -> agent.subagent().orElseThrow().isConnected());

        framework.listener().reported(Samples.good("wan", "berlin", 1));
        await().until(() -> receiver.notifications().contains(TEST_FAILED));
        snmpd.restart();
        framework.listener().reported(Samples.good("wan", "berlin", 2));

        await().untilAsserted(() -> assertEquals(
                List.of(TEST_FAILED, TEST_FAILED),
                receiver.notifications().stream()
                        .filter(oid -> oid.startsWith(".1.3.6.1.2.1.80"))
                        .toList()));
    }
}
