package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueMemoryTest {
    private static final int PROBES = 1000;

    /** Of every probe one, to take from it what the engine's reports share. */
    private final List<Report> probes = IntStream.range(0, PROBES)
            .mapToObj(number -> Examples.report(new ProbeId("branch-offices", "customer-" + number), 0))
            .toList();

    /** The default and the most. */
    @ParameterizedTest
    @CsvSource({"10000, 4", "20000, 8"})
    void fullQueueStaysBelowItsShareOfTheHeap(int queueSize, int maxMegabytes) {
        var outbox = new Outbox(queueSize, new Wakeup(new ManualClock()));
        var listener = new OutboxListener("gw1", outbox);
        long before = usedBytes();

        IntStream.range(0, queueSize).forEach(number -> listener.reported(report(number)));

        long taken = usedBytes() - before;
        assertTrue(taken < maxMegabytes * 1_000_000L, queueSize + " reports take " + taken + " bytes");
        assertEquals(0, outbox.dropped());
    }

    /** As the engine makes it: probe, tags and addresses are those of the probe's other reports. */
    private Report report(int number) {
        var before = probes.get(number % PROBES);
        return new Report(
                before.id(),
                before.probe(),
                before.source(),
                before.destination(),
                before.tags(),
                Instant.ofEpochSecond(number),
                before.period(),
                number,
                new SampleCounts(29, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1),
                List.of(),
                Optional.of(Examples.rtt(OptionalLong.of(4_400))),
                before.health(),
                before.cause());
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
