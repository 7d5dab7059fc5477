package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.ReporterStatus;
import org.gatewatch.snmp.internal.ike.SaState;
import org.gatewatch.snmp.internal.ike.SecurityAssociations.States;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** Values of GATEWATCH-MIB; its types are held against the MIB file elsewhere. */
class GatewatchTablesTest {
    private static final OID BERLIN = PingIndex.of(new ProbeId("wan", "berlin"), 0);

    private static final OID GENERATION = Samples.MIB.object(1, 1).append(0);

    private final ProbeStore store = new ProbeStore();

    @Test
    void showsRoundTripTimesInMicrosecondsRoundedUp() {
        store.reported(Samples.good("wan", "berlin", 1));

        assertEquals(gauges(42, 1_048, 1_040, 2_000, 2_900, 3_000, 5), probe(18, 24));
    }

    @Test
    void showsRoundTripTimesInNanoseconds() {
        store.reported(Samples.good("wan", "berlin", 1));

        assertEquals(counters(41_200, 1_047_900, 1_040_000, 2_000_000, 2_900_000, 3_000_000, 4_400), probe(25, 31));
    }

    @Test
    void countsOutcomesOverPeriods() {
        store.reported(Samples.good("wan", "berlin", 1));
        store.reported(Samples.dead("wan", "berlin", 2));

        assertEquals(counters(29, 0, 31, 0, 0, 0, 0, 0, 0), probe(33, 41));
        assertEquals(List.of(SnmpValues.dateAndTime(Optional.of(Samples.START))), probe(32, 32));
    }

    @Test
    void keepsCountingWhenAProbeMeasuresSomethingElse() {
        store.reported(Samples.good("wan", "berlin", 1));
        store.changed(Samples.status("wan", Samples.probe("berlin", "203.0.113.99")));

        assertEquals(counters(29), probe(33, 33));
    }

    @Test
    void showsLossInPartsPerMillion() {
        store.reported(Samples.good("wan", "berlin", 1));

        assertEquals(gauges(30, 33_333), probe(14, 15));
    }

    @Test
    void showsMonitorsByTheirVerdict() {
        assertEquals(
                List.of(
                        new OctetString("wan"),
                        new Integer32(4),
                        new Integer32(4),
                        SnmpValues.dateAndTime(Optional.of(Samples.START)),
                        new Gauge32(1)),
                columns(3, 2, 6, PingIndex.of("wan", 0)));
    }

    /** The probe of the peer's outer address is the link's, the other one the tunnel's. */
    @Test
    void showsLinkAndTunnelOfAConnectionSideBySide() {
        var connection = Samples.CONNECTION;
        var outer = Samples.probe("link", "203.0.113.1").of(connection.id());
        var inner = Samples.probe("tunnel", new Source.Any(), "10.0.0.1").of(connection.id());
        store.changed(AlarmsTest.withHealth(outer, Health.HEALTHY));
        store.changed(AlarmsTest.withHealth(inner, Health.DOWN));

        assertEquals(
                List.of(new Integer32(2), new Integer32(4), new Gauge32(2)),
                columns(4, 10, 12, PingIndex.of(connection.name(), 0)));
    }

    @Test
    void showsWhatTheEngineDid() {
        var scalars = IntStream.rangeClosed(3, 11)
                .mapToObj(number -> view().get(Samples.MIB.object(1, number).append(0)))
                .toList();

        assertEquals(counters(1, 2, 3, 4, 5, 6, 7, 8, 9), scalars);
    }

    @Test
    void showsHowMuchWaits() {
        var waiting = List.of(
                new ReporterStatus("mqtt/a", "tcp://a:1883", false, "", 300, 0),
                new ReporterStatus("mqtt/b", "tcp://b:1883", true, "", 1, 0));
        var engine = new EngineServices(() -> Optional.of(Samples.MONITORING), Optional::empty).with(() -> waiting);
        var view = Samples.view(store, engine);

        assertEquals(
                gauges(11, 12, 301),
                IntStream.rangeClosed(18, 20)
                        .mapToObj(
                                number -> view.get(Samples.MIB.object(1, number).append(0)))
                        .toList());
    }

    @Test
    void generationGrowsWithEveryChange() {
        store.reported(Samples.good("wan", "berlin", 1));
        var before = view().get(Samples.MIB.object(1, 1).append(0));
        store.reported(Samples.good("wan", "berlin", 2));

        assertEquals(
                before.toLong() + 1,
                view().get(Samples.MIB.object(1, 1).append(0)).toLong());
    }

    /** Nobody tells of monitors, connections and their security associations: they are looked at. */
    @Test
    void generationGrowsWithEveryChangeOfAConnectionThatAnybodySees() {
        var health = new AtomicReference<>(Health.HEALTHY);
        var ike = new AtomicReference<>(States.UNKNOWN);
        var engine = new EngineServices(
                () -> Optional.of(Samples.monitoring(
                        () -> new ConnectionStatus(Samples.CONNECTION, health.get(), Cause.NONE, Samples.START))),
                Optional::empty,
                connection -> ike.get(),
                new PacketRate(Clock.system()));
        long first = generation(engine);
        assertEquals(first, generation(engine));

        health.set(Health.DOWN);
        assertEquals(first + 1, generation(engine));

        ike.set(new States(SaState.UP, SaState.UP));
        assertEquals(first + 2, generation(engine));
        assertEquals(first + 2, generation(engine));
    }

    /** What one response is made of. */
    @Test
    void generationIsOfTheRowsThatTheSameViewShows() {
        var health = new AtomicReference<>(Health.HEALTHY);
        var engine = new EngineServices(
                () -> Optional.of(Samples.monitoring(
                        () -> new ConnectionStatus(Samples.CONNECTION, health.get(), Cause.NONE, Samples.START))),
                Optional::empty);
        var old = Samples.view(store, engine);
        var generation = old.get(GENERATION);
        health.set(Health.DOWN);

        assertNotEquals(generation, Samples.view(store, engine).get(GENERATION));
        assertEquals(generation, old.get(GENERATION));
    }

    private long generation(EngineServices engine) {
        return Samples.view(store, engine).get(GENERATION).toLong();
    }

    private static List<Variable> gauges(long... values) {
        return Arrays.stream(values)
                .mapToObj(value -> (Variable) new Gauge32(value))
                .toList();
    }

    private static List<Variable> counters(long... values) {
        return Arrays.stream(values)
                .mapToObj(value -> (Variable) new Counter64(value))
                .toList();
    }

    private List<Variable> probe(int first, int last) {
        return columns(2, first, last, BERLIN);
    }

    private List<Variable> columns(int table, int first, int last, OID index) {
        var view = view();
        return IntStream.rangeClosed(first, last)
                .mapToObj(
                        column -> view.get(Samples.MIB.object(table, 1, column).append(index)))
                .toList();
    }

    private MibView view() {
        return Samples.view(store, new EngineServices(() -> Optional.of(Samples.MONITORING), Optional::empty));
    }
}
