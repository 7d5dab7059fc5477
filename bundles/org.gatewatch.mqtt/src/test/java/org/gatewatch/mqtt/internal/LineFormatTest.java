package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.Report;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFormatTest {
    private final LineFormat format = new LineFormat("gw 1", "boot1", new ManualClock());

    @Test
    void writesFullReportAsOneLine() {
        assertEquals(
                "gatewatch_report,gateway=gw\\ 1,monitor=branch-offices,probe=berlin,team=wan "
                        + "bootId=\"boot1\",sequence=17i,periodSeconds=30i,sent=30i,answered=29i,late=0i,lost=1i,refused=0i,"
                        + "unreachable=0i,notSent=0i,void=0i,duplicates=0i,reordered=0i,lossRuns=1i,longestLossRun=1i,"
                        + "lossPercent=3.333,rttMicrosMin=41.230,rttMicrosMean=47.900,rttMicrosP50=47.100,"
                        + "rttMicrosP95=61.049,rttMicrosP99=70.250,rttMicrosMax=70.300,rttMicrosStddev=6.100,"
                        + "rttMicrosJitter=4.400,health=\"HEALTHY\",cause=\"none\" 1767225630000000000",
                format.report(Examples.report(Examples.BERLIN, 17)));
    }

    @Test
    void writesState() {
        assertEquals(
                "gatewatch_state,gateway=gw\\ 1,monitor=branch-offices,probe=berlin "
                        + "state=\"ACTIVE\",health=\"DOWN\",cause=\"link\",since=\"2026-01-01T00:00:30.123456789Z\" "
                        + "1767225600000000000",
                format.state(Examples.status(Examples.BERLIN, Health.DOWN)));
    }

    @Test
    void keepsEveryNameAndTagInItsPlace() {
        var like = Examples.report(new ProbeId("m", "a,b=c d\\\n"), 1);
        var tagged = new Report(
                like.id(),
                like.probe(),
                like.source(),
                like.destination(),
                Map.of("probe", "mine", "empty", ""),
                like.periodStart(),
                like.period(),
                like.sequence(),
                like.counts(),
                like.details(),
                like.rtt(),
                like.health(),
                like.cause());

        assertTrue(format.report(tagged)
                .startsWith(
                        "gatewatch_report,gateway=gw\\ 1,monitor=m,probe=a\\,b\\=c\\ d/\\ ,tag_probe=mine bootId="));
    }

    @Test
    void isStampedBeforeItsTime(@TempDir Path folder) {
        var limits = new QueueLimits(1 << 20, Duration.ofHours(1), 1 << 16);
        try (var queue = new ReportQueue(folder, limits, new ManualClock());
                var reader = queue.reader(0, Long.MAX_VALUE)) {
            queue.offer("topic", "m,t=a\\ b x=1i 77".getBytes(StandardCharsets.UTF_8));
            var entry = reader.next().orElseThrow();

            assertEquals(
                    "m,t=a\\ b x=1i,serial=" + entry.number() + "i,historical=true 77",
                    new String(new Delivery(entry, true).payload(), StandardCharsets.UTF_8));
        }
    }
}
