package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.state.StateStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecollectionsTest {
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, byte[]> disk = new TreeMap<>();
    private final StateStore store = new StateStore() {
        @Override
        public Optional<byte[]> get(String space, String key) {
            return Optional.ofNullable(disk.get(space + " " + key));
        }

        @Override
        public Map<String, byte[]> all(String space) {
            return Map.of();
        }

        @Override
        public void put(String space, String key, byte[] value) {
            disk.put(space + " " + key, value);
        }

        @Override
        public void remove(String space, String key) {
            disk.remove(space + " " + key);
        }

        @Override
        public void flush() {
            throw new UncheckedIOException(new IOException("never asked for"));
        }
    };
    private final Recollections recollections = new Recollections();

    @BeforeEach
    void use() {
        recollections.use(Optional.of(store));
    }

    private static ProbeStatus status(Health health, Instant since) {
        return new ProbeStatus(
                BERLIN,
                Probe.to("berlin", InetAddress.getLoopbackAddress()),
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
                recollections.verdict(BERLIN));
    }

    @Test
    void rememberTheLastVerdictThatSaidSomething() {
        recollections.changed(status(Health.HEALTHY, START));
        recollections.changed(status(Health.UNKNOWN, START.plus(MINUTE)));

        assertEquals(START, recollections.verdict(BERLIN).orElseThrow().since());
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

        assertEquals(Map.of(), disk);
    }

    @Test
    void knowNothingWithoutAStore() {
        recollections.use(Optional.empty());
        recollections.changed(status(Health.HEALTHY, START));

        assertEquals(Optional.empty(), recollections.verdict(BERLIN));
        assertEquals(0, recollections.reportsBefore(BERLIN, START, MINUTE));
    }
}
