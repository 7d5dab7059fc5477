package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueMemoryTest {
    private static final int PROBES = 1000;

    /** The default, the most, and the most of reports with as many tags as a monitor may have, at their longest. */
    @ParameterizedTest
    @CsvSource({"10000, 0, 10000, 10", "20000, 0, 20000, 16", "20000, 200, 198, 16"})
    void fullQueueStaysBelowItsShareOfTheHeap(int queueSize, int tags, int kept, int maxMegabytes) {
        var outbox = new Outbox(queueSize, new Wakeup(new ManualClock()));
        var listener = new OutboxListener("gw1", outbox);
        int reports = tags == 0 ? queueSize : 10 * kept;
        long before = usedBytes();

        IntStream.range(0, reports).forEach(number -> listener.reported(report(number, tags)));

        long taken = usedBytes() - before;
        assertTrue(taken < maxMegabytes * 1_000_000L, reports + " reports take " + taken + " bytes");
        assertEquals(kept, reports - outbox.dropped());
    }

    private static Report report(int number, int tags) {
        var id = new ProbeId("branch-offices", "customer-" + number % PROBES);
        var example = Examples.report(id, number);
        return tags == 0 ? example : withTags(example, tags);
    }

    private static Report withTags(Report report, int count) {
        var tags = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> "%0128d".formatted(number), number -> "v".repeat(256)));
        return new Report(
                report.id(),
                report.probe(),
                report.source(),
                Optional.empty(),
                Map.copyOf(tags),
                report.periodStart(),
                report.period(),
                report.sequence(),
                report.counts(),
                List.of(),
                report.rtt(),
                report.health(),
                report.cause());
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
