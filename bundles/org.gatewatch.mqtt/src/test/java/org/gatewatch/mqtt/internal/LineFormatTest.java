package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.Report;
import org.gatewatch.mqtt.internal.record.Recorded;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private final LineFormat format = new LineFormat("gw 1", new ManualClock());

    @Test
    void writesFullReportAsOneLine() {
        assertEquals(
                "gatewatch_report,gateway=gw\\ 1,monitor=branch-offices,probe=berlin,team=wan "
                        + "bootId=\"boot1\",sequence=17i,periodSeconds=30i,sent=30i,answered=29i,late=0i,lost=1i,refused=0i,"
                        + "unreachable=0i,notSent=0i,void=0i,duplicates=0i,reordered=0i,lossRuns=1i,longestLossRun=1i,"
                        + "lossPercent=3.333,rttMicrosMin=41.230,rttMicrosMean=47.900,rttMicrosP50=47.100,"
                        + "rttMicrosP95=61.049,rttMicrosP99=70.250,rttMicrosMax=70.300,rttMicrosStddev=6.100,"
                        + "rttMicrosJitter=4.400,health=\"HEALTHY\",cause=\"none\",serial=4711i 1767225630000000000",
                format.report(Examples.recorded(Examples.report(Examples.BERLIN, 17))));
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

        assertTrue(format.report(Examples.recorded(tagged))
                .startsWith(
                        "gatewatch_report,gateway=gw\\ 1,monitor=m,probe=a\\,b\\=c\\ d/\\ ,tag_probe=mine bootId="));
    }

    @Test
    void marksWhatWaited() {
        var report = Examples.report(Examples.BERLIN, 17);

        assertTrue(format.report(new Recorded(report, "boot0", 8, true))
                .endsWith(",serial=8i,historical=true 1767225630000000000"));
    }
}
