package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Origin;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** What a manager's SET comes to; that it runs is seen in itest, with the real service and net-snmp's {@code snmpset}. */
class PingRowsTest {
    private static final ProbeId ID = new ProbeId("smokeping", "203.0.113.1 ICMP ping");
    private static final VariableBinding CREATE = binding(23, new Integer32(4));
    private static final VariableBinding DESTROY = binding(23, new Integer32(6));
    private static final VariableBinding TARGET = binding(4, OctetString.fromHexString("cb:00:71:01"));

    private final ProbeStore store = new ProbeStore();
    private final List<String> calls = new ArrayList<>();
    private List<Object> lastArguments = List.of();
    private Optional<MonitorView> monitor = Optional.empty();
    private final PingRows rows = new PingRows(() -> Optional.of(resources()), store, () -> {});

    @Test
    void createsWhatSmokePingAsksForAndMakesItsMonitor() {
        int error = commit(
                binding(5, new Gauge32(56)),
                binding(3, new Integer32(1)),
                TARGET,
                binding(10, new Gauge32(0)),
                binding(6, new Gauge32(3)),
                binding(7, new Gauge32(15)),
                binding(11, new Gauge32(15)),
                binding(8, new Integer32(1)),
                CREATE);

        assertEquals(0, error);
        var probe = new Settings(Map.of(
                "name",
                "203.0.113.1 ICMP ping",
                "destination",
                "203.0.113.1",
                "packetSize",
                56L,
                "timeout",
                "3s",
                "interval",
                Duration.ofSeconds(1),
                "enabled",
                true,
                "tags",
                new Settings(PingTest.tags(15))));
        var expected = new Settings(Map.of(
                "monitorName",
                "smokeping",
                "aggregationPeriod",
                1L,
                "tags",
                new Settings(PingTest.TAGS),
                "probes",
                List.of(probe)));
        assertEquals(List.of("monitor", "createMonitor"), names());
        assertEquals(List.of(expected, ""), lastArguments);
    }

    @Test
    void addsARowToItsOwnersMonitor() {
        monitor = Optional.of(monitorOf(Samples.probe("other", "203.0.113.9")));

        assertEquals(0, commit(TARGET, CREATE));

        assertEquals(List.of("monitor", "createProbe"), names());
    }

    @Test
    void refusesARowOfAnotherPeriodThanItsOwners() {
        monitor = Optional.of(monitorOf(Samples.probe("other", "203.0.113.9")));

        assertEquals(PDU.inconsistentValue, commit(TARGET, CREATE, binding(10, new Gauge32(300))));
    }

    @Test
    void destroysARowAndTheMonitorThatHasNoOther() {
        store.changed(Samples.status(ID.monitor(), Samples.probe(ID.probe(), "203.0.113.1")));
        monitor = Optional.of(monitorOf());

        assertEquals(0, commit(DESTROY));

        assertEquals(List.of("deleteProbe", "monitor", "deleteMonitor"), names());
    }

    /** RFC 2579: a row that is not there is destroyed already. */
    @Test
    void destroysNothingWhereNothingIs() {
        assertEquals(0, commit(DESTROY));
        assertEquals(List.of(), calls);
    }

    @Test
    void switchesARowOff() {
        store.changed(Samples.status(ID.monitor(), Samples.probe(ID.probe(), "203.0.113.1")));

        assertEquals(0, commit(binding(8, new Integer32(2))));

        assertEquals(
                List.of("updateProbe [smokeping, 203.0.113.1 ICMP ping, Settings[values={enabled=false}]]"), calls);
    }

    @Test
    void takesACreationBack() {
        monitor = Optional.of(monitorOf());
        var change = rows.prepare(List.of(TARGET, CREATE)).change();
        change.commit();
        calls.clear();

        assertEquals(0, change.undo());

        assertEquals(List.of("deleteProbe", "monitor", "deleteMonitor"), names());
    }

    @Test
    void switchesATestOffThatIsComplete() {
        rows.complete(ID);

        assertEquals(
                List.of("updateProbe [smokeping, 203.0.113.1 ICMP ping, Settings[values={enabled=false}]]"), calls);
    }

    @ParameterizedTest
    @CsvSource({
        "create without target, 12", // inconsistentValue
        "create and wait, 10", // wrongValue
        "column of a row that is not there, 18", // inconsistentName
        "two rows, 13", // resourceUnavailable
        "owner that no monitor can be called, 11", // noCreation
        "read-only column, 17", // notWritable
        "text for a number, 7", // wrongType
        "sixteen probes, 10", // wrongValue
        "seven octets for an address, 8", // wrongLength
        "another table, 6" // noAccess
    })
    void refuses(String what, int error) {
        assertEquals(
                error,
                rows.prepare(
                                switch (what) {
                                    case "create without target" -> List.of(CREATE);
                                    case "create and wait" -> List.of(TARGET, binding(23, new Integer32(5)));
                                    case "column of a row that is not there" -> List.of(TARGET);
                                    case "two rows" ->
                                        List.of(TARGET, binding(new ProbeId("smokeping", "b"), 23, new Integer32(4)));
                                    case "owner that no monitor can be called" ->
                                        List.of(binding(new ProbeId("SP on host", "b"), 23, new Integer32(4)));
                                    case "read-only column" -> List.of(binding(17, new OctetString("mine")));
                                    case "text for a number" -> List.of(binding(6, new OctetString("3")));
                                    case "sixteen probes" -> List.of(binding(7, new Gauge32(16)));
                                    case "seven octets for an address" ->
                                        List.of(binding(4, new OctetString("1234567")), CREATE);
                                    default ->
                                        List.of(new VariableBinding(
                                                new OID("1.3.6.1.2.1.1.5.0"), new OctetString("mine")));
                                })
                        .error());
        assertEquals(List.of(), calls);
    }

    private int commit(VariableBinding... bindings) {
        var prepared = rows.prepare(List.of(bindings));
        return prepared.error() == 0 ? prepared.change().commit() : prepared.error();
    }

    private List<String> names() {
        return calls.stream().map(call -> call.substring(0, call.indexOf(' '))).toList();
    }

    private static VariableBinding binding(int column, Variable value) {
        return binding(ID, column, value);
    }

    private static VariableBinding binding(ProbeId id, int column, Variable value) {
        return new VariableBinding(PingMib.column(PingMib.CTL_ENTRY, column).append(PingIndex.of(id, 0)), value);
    }

    private static MonitorView monitorOf(Probe... probes) {
        return new MonitorView(
                new Monitor(
                        "smokeping",
                        Duration.ofSeconds(1),
                        Map.of("createdBy", "snmp"),
                        List.of(probes),
                        Quorum.DEFAULT),
                "arn",
                LifecycleState.ACTIVE,
                new Origin("smokeping.yaml", true, Instant.EPOCH, Instant.EPOCH),
                List.of());
    }

    private Resources resources() {
        return (Resources) Proxy.newProxyInstance(
                Resources.class.getClassLoader(), new Class<?>[] {Resources.class}, (self, method, arguments) -> {
                    calls.add(method.getName() + " " + Arrays.asList(arguments));
                    lastArguments = List.of(arguments);
                    return answer(method, arguments);
                });
    }

    private Object answer(Method method, Object... arguments) {
        switch (method.getName()) {
            case "monitor" -> {
                return monitor.orElseThrow(() -> new ResourceException(Kind.NOT_FOUND, "no monitor"));
            }
            case "createMonitor", "createProbe" ->
                store.changed(Samples.status(ID.monitor(), Samples.probe(ID.probe(), "203.0.113.1")));
            case "deleteProbe" -> store.removed(new ProbeId((String) arguments[0], (String) arguments[1]));
            default -> {}
        }
        return null;
    }
}
