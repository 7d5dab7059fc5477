package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatewatch.api.Destination;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.RttStatistics;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** The columns of a row, each with its exact type and value. */
class PingTablesTest {
    private static final Integer32 NONE = new Integer32(0);

    private final ProbeStore store = new ProbeStore();

    @Test
    void showsWhatAProbeDoesInItsControlRow() {
        var connection = UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");
        var probe = Probe.to("berlin", Samples.address("203.0.113.1"))
                .of(connection)
                .from(new Source.Address(Samples.address("198.51.100.2")))
                .sending(Packet.ECHO.sized(120))
                .every(Duration.ofSeconds(5), Duration.ofMillis(1500));
        store.reported(Samples.report("wan", probe, 1, Samples.counts(0, 6, 0), Optional.empty()));

        List<Variable> expected = List.of(
                new Integer32(1),
                OctetString.fromHexString("cb:00:71:01"),
                new Gauge32(120),
                new Gauge32(2),
                new Gauge32(6),
                new Integer32(1),
                new OctetString(new byte[1]),
                new Gauge32(30),
                new Gauge32(50),
                new Integer32(5),
                new OctetString(new byte[1]),
                new Gauge32(1),
                new Gauge32(1),
                new OID("1.3.6.1.2.1.80.3.1"),
                new OctetString("wan/berlin: ICMP to 203.0.113.1, VPN connection " + connection),
                new Integer32(1),
                OctetString.fromHexString("c6:33:64:02"),
                NONE,
                new Integer32(2),
                new Gauge32(0),
                new Integer32(1));
        assertEquals(expected, row(PingMib.CTL_ENTRY, 3, 23, "wan", "berlin"));
    }

    @Test
    void showsNameAndWhatItCameToOfTcpProbe() {
        var plain = Samples.probe("berlin", "203.0.113.1");
        var probe = new Probe(
                plain.name(),
                plain.connectionId(),
                plain.source(),
                0,
                new Destination.Name("vpn.example.com", Destination.Family.ANY),
                new Packet(Protocol.TCP, OptionalInt.of(443), 0, 46, 64, false),
                plain.interval(),
                plain.timeout(),
                false,
                plain.thresholds());
        store.changed(withEgress(Samples.status("wan", probe), "192.0.2.9"));

        assertEquals(
                List.of(new Integer32(16), new OctetString("vpn.example.com"), new Gauge32(0)),
                row(PingMib.CTL_ENTRY, 3, 5, "wan", "berlin"));
        assertEquals(
                List.of(new OID("1.3.6.1.2.1.80.3.4"), new OctetString("wan/berlin: TCP to vpn.example.com port 443")),
                row(PingMib.CTL_ENTRY, 16, 17, "wan", "berlin"));
        assertEquals(List.of(new Gauge32(184)), row(PingMib.CTL_ENTRY, 22, 22, "wan", "berlin"));
        assertEquals(
                List.of(new Integer32(1), OctetString.fromHexString("c0:00:02:09")),
                row(PingMib.RESULTS_ENTRY, 2, 3, "wan", "berlin"));
    }

    @Test
    void keepsThePeriodsOfAProbeThatIsJudgedOtherwise() {
        var probe = Samples.probe("berlin", "203.0.113.1");
        store.reported(Samples.good("wan", "berlin", 1));
        store.changed(Samples.status("wan", probe.judgedBy(strict())));

        assertEquals(List.of(new Gauge32(29)), row(PingMib.RESULTS_ENTRY, 7, 7, "wan", "berlin"));
    }

    private static Thresholds strict() {
        return new Thresholds(
                1, 1, 1, new Thresholds.Levels<>(1.0, 1.0), Optional.empty(), Duration.ZERO, Duration.ZERO);
    }

    @Test
    void showsTheLastPeriodInTheResultsRow() {
        store.reported(Samples.good("wan", "berlin", 1));

        List<Variable> expected = List.of(
                new Integer32(1),
                NONE,
                new OctetString(),
                new Gauge32(1),
                new Gauge32(3),
                new Gauge32(2),
                new Gauge32(29),
                new Gauge32(30),
                // 29 × max(1.0479² + 0.5², 2²)
                new Gauge32(116),
                OctetString.fromHexString("07:ea:01:01:00:01:00:00:2b:00:00"));
        assertEquals(expected, row(PingMib.RESULTS_ENTRY, 1, 10, "wan", "berlin"));
    }

    @Test
    void showsZerosAndNoLastGoodProbeBeforeTheFirstPeriod() {
        store.changed(Samples.status("wan", Samples.probe("berlin", "2001:db8::1")));

        Gauge32 zero = new Gauge32(0);
        List<Variable> expected = List.of(
                new Integer32(1),
                NONE,
                new OctetString(),
                zero,
                zero,
                zero,
                zero,
                zero,
                zero,
                new OctetString(new byte[8]));
        assertEquals(expected, row(PingMib.RESULTS_ENTRY, 1, 10, "wan", "berlin"));
        assertEquals(
                List.of(new Integer32(2), SnmpValues.address(Optional.of(Samples.address("2001:db8::1")))),
                row(PingMib.CTL_ENTRY, 3, 4, "wan", "berlin"));
        assertEquals(List.of(new Gauge32(60)), row(PingMib.CTL_ENTRY, 10, 10, "wan", "berlin"));
    }

    @Test
    void keepsTheLastGoodProbeWhenNothingIsAnsweredAnyMore() {
        store.reported(Samples.good("wan", "berlin", 1));
        store.reported(Samples.dead("wan", "berlin", 2));

        Gauge32 zero = new Gauge32(0);
        assertEquals(
                List.of(
                        zero,
                        zero,
                        zero,
                        zero,
                        new Gauge32(30),
                        zero,
                        OctetString.fromHexString("07:ea:01:01:00:01:00:00:2b:00:00")),
                row(PingMib.RESULTS_ENTRY, 4, 10, "wan", "berlin"));
    }

    @Test
    void showsOneHistoryRowPerPeriod() {
        store.reported(Samples.good("wan", "berlin", 1));
        store.reported(Samples.dead("wan", "berlin", 2));

        assertEquals(
                List.of(
                        new Gauge32(1_500),
                        new Integer32(4),
                        NONE,
                        OctetString.fromHexString("07:ea:01:01:00:01:1e:00:2b:00:00")),
                history("wan", "berlin", 2));
        assertEquals(Null.noSuchInstance, history("wan", "berlin", 3).get(0));
    }

    @Test
    void clampsTheSumOfSquares() {
        long hour = Duration.ofHours(1).toNanos();
        var rtt = new RttStatistics(hour, hour, hour, hour, hour, hour, 0, OptionalLong.empty());
        var probe = Samples.probe("berlin", "203.0.113.1");
        store.reported(Samples.report("wan", probe, 1, Samples.counts(1, 0, 0), Optional.of(rtt)));

        assertEquals(List.of(new Gauge32(0xFFFF_FFFFL)), row(PingMib.RESULTS_ENTRY, 9, 9, "wan", "berlin"));
    }

    @Test
    void sumsSquaresFromMeanAndDeviation() {
        var rtt = new RttStatistics(
                1_000_000, 4_000_000, 4_000_000, 7_000_000, 7_000_000, 7_000_000, 3_000_000, OptionalLong.empty());
        var probe = Samples.probe("berlin", "203.0.113.1");
        store.reported(Samples.report("wan", probe, 1, Samples.counts(2, 0, 0), Optional.of(rtt)));

        assertEquals(List.of(new Gauge32(50)), row(PingMib.RESULTS_ENTRY, 9, 9, "wan", "berlin"));
    }

    @Test
    void showsTheSourceInUseWhenNoneIsConfigured() {
        var probe = Samples.probe("berlin", "203.0.113.1");
        store.changed(withEgress(Samples.status("wan", probe), "192.0.2.9"));

        assertEquals(
                List.of(new Integer32(1), OctetString.fromHexString("c0:00:02:09")),
                row(PingMib.CTL_ENTRY, 18, 19, "wan", "berlin"));
    }

    private static ProbeStatus withEgress(ProbeStatus status, String source) {
        return new ProbeStatus(
                status.id(),
                status.probe(),
                Duration.ofSeconds(60),
                status.state(),
                status.reason(),
                status.health(),
                status.cause(),
                status.since(),
                Optional.of(new Egress("eth0", Samples.address(source), Samples.address(source))),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                status.lastReport());
    }

    @Test
    void showsTheIndexOfTheInterfaceThatAProbeIsBoundTo() {
        var bound = Samples.probe("berlin", new Source.Interface("lo"), "127.0.0.1");
        var missing = Samples.probe("paris", new Source.Interface("not-there"), "127.0.0.1");
        store.changed(Samples.status("wan", bound));
        store.changed(Samples.status("wan", missing));

        assertNotEquals(List.of(NONE), row(PingMib.CTL_ENTRY, 20, 20, "wan", "berlin"));
        assertEquals(List.of(NONE), row(PingMib.CTL_ENTRY, 20, 20, "wan", "paris"));
    }

    @Test
    void showsWhetherAProbeIsSwitchedOnAndRuns() {
        assertStatus(LifecycleState.PENDING, 1, 1);
        assertStatus(LifecycleState.ACTIVE, 1, 1);
        assertStatus(LifecycleState.ERROR, 1, 2);
        assertStatus(LifecycleState.INACTIVE, 2, 2);
    }

    private void assertStatus(LifecycleState state, int admin, int oper) {
        store.changed(Samples.status("wan", Samples.probe("berlin", "203.0.113.1"), state));

        assertEquals(List.of(new Integer32(admin)), row(PingMib.CTL_ENTRY, 8, 8, "wan", "berlin"));
        assertEquals(List.of(new Integer32(oper)), row(PingMib.RESULTS_ENTRY, 1, 1, "wan", "berlin"));
    }

    private List<Variable> row(OID entry, int first, int last, String monitor, String probe) {
        return columns(entry, first, last, PingIndex.of(new ProbeId(monitor, probe), 0));
    }

    private List<Variable> history(String monitor, String probe, int index) {
        var row = new OID(PingIndex.of(new ProbeId(monitor, probe), 0)).append(index);
        return columns(PingMib.HISTORY_ENTRY, 2, 5, row);
    }

    private List<Variable> columns(OID entry, int first, int last, OID index) {
        var view = new MibView(PingMib.of(store.snapshot().rows(), NotificationPolicy.NONE));
        return IntStream.rangeClosed(first, last)
                .mapToObj(column -> view.get(new OID(entry).append(column).append(index)))
                .toList();
    }
}
