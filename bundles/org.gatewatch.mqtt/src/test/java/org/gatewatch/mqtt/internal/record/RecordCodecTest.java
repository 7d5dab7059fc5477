package org.gatewatch.mqtt.internal.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final String BOOT = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final ProbeId ID = new ProbeId("branch-offices", "customer-gateway-4711");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Probe probe(Destination destination, Packet packet) {
        return new Probe(
                ID.probe(),
                Optional.empty(),
                new Source.Any(),
                0,
                destination,
                packet,
                Probe.DEFAULT_INTERVAL,
                Probe.DEFAULT_TIMEOUT,
                false,
                Thresholds.DEFAULT);
    }

    private static Report usual() {
        return new Report(
                ID,
                probe(new Destination.Address(address("203.0.113.1")), Packet.ECHO),
                Optional.of(address("198.51.100.2")),
                Optional.empty(),
                Map.of("team", "wan"),
                Instant.parse("2026-01-01T00:00:30Z"),
                Duration.ofSeconds(30),
                86_400,
                new SampleCounts(29, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1),
                List.of(),
                Optional.of(new RttStatistics(
                        41_230_000,
                        47_900_000,
                        47_100_000,
                        61_049_000,
                        70_250_000,
                        70_300_000,
                        6_100_000,
                        OptionalLong.of(4_400_000))),
                Health.HEALTHY,
                Cause.NONE);
    }

    private static Report bad() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("z", "größer");
        tags.put("a", "");
        var tooBig = new IcmpError(3, 4, address("192.0.2.1"), OptionalInt.of(1400));
        return new Report(
                ID,
                probe(new Destination.Name("vpn.example.com", Destination.Family.ANY), Packet.syn(65_535)),
                Optional.empty(),
                Optional.of(address("2001:db8::1")),
                tags,
                Instant.parse("2026-01-01T00:00:30Z"),
                Duration.ofMillis(1500),
                1,
                new SampleCounts(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, Integer.MAX_VALUE),
                List.of(
                        new OutcomeDetail(Outcome.NOT_SENT, Cause.GATEWAY, "no route", 4, Optional.empty()),
                        new OutcomeDetail(Outcome.UNREACHABLE, Cause.MTU, "too big", 2, Optional.of(tooBig))),
                Optional.empty(),
                Health.DOWN,
                Cause.MTU);
    }

    @Test
    void keepsAllThatAMessageSays() {
        assertEquals(
                new Recorded(usual(), BOOT, 7, true), RecordCodec.decode(RecordCodec.encode(usual(), BOOT), 7, true));
        assertEquals(
                new Recorded(bad(), BOOT, 7, false), RecordCodec.decode(RecordCodec.encode(bad(), BOOT), 7, false));
    }

    @Test
    void keepsTheOrderOfTags() {
        var tags = RecordCodec.decode(RecordCodec.encode(bad(), BOOT), 7, false)
                .report()
                .tags();

        assertEquals(List.of("z", "a"), List.copyOf(tags.keySet()));
    }

    @Test
    void needsAFifthOfTheText() {
        int bytes = RecordCodec.encode(usual(), BOOT).length;

        assertTrue(bytes <= 160, bytes + " bytes");
    }

    /** They are numbers in records that an older version may have left in the queue: new ones go to the end. */
    @Test
    void constantsKeepTheirNumbers() {
        assertArrayEquals(
                new String[] {"UNKNOWN", "HEALTHY", "DEGRADED", "DOWN"},
                Arrays.stream(Health.values()).map(Enum::name).toArray());
        assertArrayEquals(
                new String[] {"ANSWERED", "LATE", "LOST", "REFUSED", "UNREACHABLE", "NOT_SENT", "VOID"},
                Arrays.stream(Outcome.values()).map(Enum::name).toArray());
        assertArrayEquals(
                new String[] {"ICMP", "TCP"},
                Arrays.stream(Protocol.values()).map(Enum::name).toArray());
        assertArrayEquals(
                new String[] {"NONE", "GATEWAY", "UPLINK", "LINK", "TUNNEL", "REMOTE", "RATE_LIMITED", "MTU", "UNKNOWN"
                },
                Arrays.stream(Cause.values()).map(Enum::name).toArray());
    }

    @Test
    void saysOfWhatIsNoRecordThatItIsNone() {
        byte[] record = RecordCodec.encode(bad(), BOOT);
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThrows(IllegalArgumentException.class, () -> RecordCodec.decode(cut, 7, false));
        }
    }

    @Test
    void throwsNothingElseWhateverItIsGiven() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] record = RecordCodec.encode(i % 2 == 0 ? usual() : bad(), BOOT);
            for (int harm = random.nextInt(1, 4); harm > 0; harm--) {
                record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                RecordCodec.decode(record, 7, false);
            } catch (IllegalArgumentException e) {
                // as it should
            }
        }
    }
}
