package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.gatewatch.api.Times;
import org.junit.jupiter.api.Test;

class ConfiguredKeysTest {
    private static final Duration PERIOD = Duration.ofSeconds(60);
    private static final Probe PLAIN = Probe.to("p", InetAddress.getLoopbackAddress());

    @Test
    void leavesDefaultsOut() {
        assertEquals(Map.of("destination", "127.0.0.1"), ConfiguredKeys.of(PLAIN, PERIOD));
    }

    @Test
    void showsPeopleAllOfItAndWhatIsADefault() {
        var all = ConfiguredKeys.all(PLAIN.sending(Packet.ECHO.sized(1400)));

        assertEquals("5", all.keys().get("thresholds.lossPercent.raise"));
        assertEquals("none", all.keys().get("thresholds.rtt.raise"));
        assertEquals("64", all.keys().get("ttl"));
        assertTrue(all.defaults().contains("ttl"));
        assertFalse(all.defaults().contains("packetSize"));
    }

    @Test
    void tellsEveryDifferenceOfTwoProbes() {
        for (Probe other : others()) {
            assertEquals(
                    false, ConfiguredKeys.of(other, PERIOD).equals(ConfiguredKeys.of(PLAIN, PERIOD)), other::toString);
        }
    }

    /** The engine decides by the probes themselves; a plan must not say otherwise. */
    @Test
    void keepsWindowsWhereTheEngineDoes() {
        for (Probe other : others()) {
            var now = ConfiguredKeys.of(PLAIN, PERIOD);
            var then = ConfiguredKeys.of(other, PERIOD);
            var changed = new TreeSet<>(then.keySet());
            changed.removeIf(key -> then.get(key).equals(now.get(key)));

            assertEquals(
                    PLAIN.measuresTheSameAs(other),
                    changed.stream().allMatch(ConfiguredKeys::keepsWindows),
                    changed::toString);
        }
    }

    @Test
    void takesAnotherPeriodForOtherWindows() {
        var keys = ConfiguredKeys.of(PLAIN, Duration.ofSeconds(30));

        assertEquals("30s", keys.get("aggregationPeriod"));
        assertEquals(false, ConfiguredKeys.keepsWindows("aggregationPeriod"));
    }

    /** Each differs from the plain one in one component, and all components are among them. */
    private static List<Probe> others() {
        var others = new ArrayList<Probe>();
        others.add(PLAIN.of(UUID.randomUUID()));
        others.add(PLAIN.from(new Source.Interface("wan")));
        others.add(PLAIN.sending(new Packet(Protocol.TCP, OptionalInt.of(443), 0, 46, 1, true)));
        others.add(PLAIN.sending(Packet.ECHO.sized(1400)));
        others.add(PLAIN.sending(Packet.ECHO.fragmented(false)));
        others.add(PLAIN.every(Duration.ofMillis(1500), Probe.DEFAULT_TIMEOUT));
        others.add(PLAIN.every(Probe.DEFAULT_INTERVAL, Duration.ofSeconds(3)));
        others.add(PLAIN.enabled(false));
        others.add(PLAIN.judgedBy(new Thresholds(
                1,
                2,
                4,
                new Levels<>(20.0, 10.5),
                Optional.of(new Levels<>(Duration.ofMillis(80), Duration.ofMillis(60))),
                Duration.ofSeconds(10),
                Duration.ofHours(1))));
        others.add(PLAIN.labelled(new ProbeLabels(
                Optional.of("probe-0123456789abcdefghijklmno"),
                Map.of("team", "wan"),
                Optional.of("vpc-01234567"),
                Optional.of("arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0"),
                new Times(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH)),
                true)));
        others.add(with(7, PLAIN.destination(), false));
        others.add(with(0, new Destination.Name("vpn.example.com", Destination.Family.IPV4), false));
        others.add(with(0, PLAIN.destination(), true));
        return others;
    }

    private static Probe with(int mark, Destination destination, boolean refusedAnswers) {
        return new Probe(
                PLAIN.name(),
                PLAIN.connectionId(),
                PLAIN.source(),
                mark,
                destination,
                PLAIN.packet(),
                PLAIN.interval(),
                PLAIN.timeout(),
                refusedAnswers,
                PLAIN.thresholds());
    }
}
