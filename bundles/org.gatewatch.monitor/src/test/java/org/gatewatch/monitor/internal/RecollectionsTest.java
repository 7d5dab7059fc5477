package org.gatewatch.monitor.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.report.ProbeStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecollectionsTest {
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Probe PROBE = Probe.to("berlin", InetAddress.getLoopbackAddress());

    private final MemoryStore store = new MemoryStore();
    private final Recollections recollections = new Recollections();

    @BeforeEach
    void use() {
        recollections.use(Optional.of(store));
    }

    private static ProbeStatus status(Health health, Instant since) {
        return status(PROBE, health, since);
    }

    private static ProbeStatus status(Probe probe, Health health, Instant since) {
        return new ProbeStatus(
                BERLIN,
                probe,
                MINUTE,
                LifecycleState.ACTIVE,
                "",
                health,
                health == Health.DOWN ? Cause.LINK : Cause.NONE,
                since,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    @Test
    void rememberVerdictWithSinceWhen() {
        recollections.changed(status(Health.DOWN, START.plusNanos(5)));

        assertEquals(
                Optional.of(new Recollections.Verdict(Health.DOWN, Cause.LINK, START.plusNanos(5))),
                recollections.verdict(BERLIN, PROBE));
    }

    @Test
    void rememberTheLastVerdictThatSaidSomething() {
        recollections.changed(status(Health.HEALTHY, START));
        recollections.changed(status(Health.UNKNOWN, START.plus(MINUTE)));

        assertEquals(START, recollections.verdict(BERLIN, PROBE).orElseThrow().since());
    }

    @Test
    void knowAVerdictOfWhatIsJudgedAndLabelledOtherwise() {
        recollections.changed(status(Health.HEALTHY, START));
        Probe judgedOtherwise = PROBE.judgedBy(
                new Thresholds(10, 7, 7, Thresholds.DEFAULT.loss(), Optional.empty(), Duration.ZERO, Duration.ZERO));

        assertEquals(
                START,
                recollections.verdict(BERLIN, judgedOtherwise).orElseThrow().since());
    }

    @Test
    void forgetTheVerdictOfAnotherMeasurementForGood() {
        recollections.changed(status(Health.HEALTHY, START));

        assertEquals(Optional.empty(), recollections.verdict(BERLIN, PROBE.sending(Packet.syn(443))));
        assertEquals(Optional.empty(), recollections.verdict(BERLIN, PROBE));
    }

    @Test
    void tellFamiliesOfANameApart() {
        Probe ipv4 = named(Destination.Family.IPV4);
        recollections.changed(status(ipv4, Health.HEALTHY, START));

        assertTrue(recollections.verdict(BERLIN, named(Destination.Family.IPV4)).isPresent());
        assertTrue(recollections.verdict(BERLIN, named(Destination.Family.IPV6)).isEmpty());
    }

    private static Probe named(Destination.Family family) {
        return new Probe(
                PROBE.name(),
                PROBE.connectionId(),
                PROBE.source(),
                PROBE.mark(),
                new Destination.Name("berlin.example", family),
                PROBE.packet(),
                PROBE.interval(),
                PROBE.timeout(),
                PROBE.refusedAnswers(),
                PROBE.thresholds());
    }

    @Test
    void knowNothingOfWhatANewerVersionWrote() {
        recollections.changed(status(Health.DOWN, START));
        store.facts.replaceAll((name, value) -> new String(value, US_ASCII)
                .replace(Cause.LINK.name(), "WEATHER")
                .getBytes(US_ASCII));
        store.put("monitor.numbers", BERLIN.toString(), "many".getBytes(US_ASCII));

        assertEquals(Optional.empty(), recollections.verdict(BERLIN, PROBE));
        assertEquals(0, recollections.reportsBefore(BERLIN, START, MINUTE));
    }

    @Test
    void beginNumbersAtOne() {
        assertEquals(0, recollections.reportsBefore(BERLIN, START, MINUTE));
    }

    @Test
    void goOnWithNumbersAndLeaveOutThoseOfPeriodsThatWentBy() {
        recollections.reportsBefore(BERLIN, START, MINUTE);

        assertEquals(10, recollections.reportsBefore(BERLIN, START.plus(MINUTE.multipliedBy(10)), MINUTE));
    }

    @Test
    void giveNoNumberTwiceWhenPeriodsBecomeLonger() {
        recollections.reportsBefore(BERLIN, START, MINUTE);
        Instant change = START.plus(MINUTE.multipliedBy(60));

        assertEquals(61, recollections.reportsBefore(BERLIN, change, Duration.ofHours(1)));
        assertEquals(62, recollections.reportsBefore(BERLIN, change.plus(Duration.ofHours(1)), Duration.ofHours(1)));
    }

    @Test
    void forgetProbesThatAreGone() {
        recollections.changed(status(Health.HEALTHY, START));
        recollections.reportsBefore(BERLIN, START, MINUTE);
        recollections.forget(BERLIN);

        assertEquals(Map.of(), store.facts);
    }

    /** As a process that starts then, which has the store of the one before. */
    private void startAfter(int days, ProbeId... wanted) {
        var started = new Recollections();
        started.use(Optional.of(store));
        started.follow(Set.of(wanted), START.plus(Duration.ofDays(days)));
    }

    @Test
    void forgetWhoWasTakenAwayWhileNoProcessRan() {
        recollections.changed(status(Health.HEALTHY, START));
        recollections.reportsBefore(BERLIN, START, MINUTE);
        startAfter(1);
        startAfter(7);
        assertTrue(recollections.verdict(BERLIN, PROBE).isPresent());

        startAfter(8);
        assertEquals(Map.of(), store.facts);
    }

    @Test
    void keepWhoIsWantedAndWhoCameBack() {
        recollections.changed(status(Health.HEALTHY, START));
        startAfter(1);
        startAfter(2, BERLIN);
        startAfter(9);

        assertTrue(recollections.verdict(BERLIN, PROBE).isPresent());
    }

    @Test
    void countAnewOnceSomebodyCameBackWhileAProcessRan() {
        recollections.changed(status(Health.HEALTHY, START));
        recollections.follow(Set.of(), START);
        recollections.follow(Set.of(BERLIN), START.plus(MINUTE));
        startAfter(9);

        assertTrue(recollections.verdict(BERLIN, PROBE).isPresent());
    }

    @Test
    void knowNothingWithoutAStore() {
        recollections.use(Optional.empty());
        recollections.changed(status(Health.HEALTHY, START));

        assertEquals(Optional.empty(), recollections.verdict(BERLIN, PROBE));
        assertEquals(0, recollections.reportsBefore(BERLIN, START, MINUTE));
    }
}
