package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.state.StateStore;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.osgi.framework.BundleException;

/** What was measured is there after the history was restarted. */
@InFelix
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class HistoryIT {
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final ProbeId PARIS = new ProbeId("offices", "paris");
    private static final ProbeId ROME = new ProbeId("slow", "rome");

    private final Bench bench = new Bench();

    @BeforeAll
    public void watchOneOffice() throws IOException {
        bench.open();
        bench.write("monitors/offices.yaml", """
                monitorName: offices
                aggregationPeriod: 1
                probes:
                  - {name: berlin, destination: 192.0.2.1, interval: 50ms, timeout: 100ms, keepSamples: true}
                  - {name: paris, destination: 192.0.2.2, interval: 50ms, timeout: 100ms}
                """);
    }

    @AfterAll
    public void close() throws IOException {
        bench.close();
    }

    private void restartHistory() throws BundleException {
        bench.felix().bundle("org.gatewatch.history").stop();
        bench.felix().bundle("org.gatewatch.history").start();
    }

    private Iterator<PastPeriod> periodsSince(Report first) {
        return bench.felix()
                .service(History.class)
                .periods(BERLIN, first.periodStart(), first.periodStart().plus(Duration.ofDays(1)));
    }

    @Test
    public void givesReportsBackAfterARestart() throws BundleException {
        Report first = bench.nextReport(BERLIN);
        bench.nextReport(BERLIN);
        restartHistory();
        await().atMost(PATIENCE).until(() -> periodsSince(first).hasNext());

        PastPeriod again = periodsSince(first).next();
        assertEquals(PastPeriod.of(first).counts(), again.counts());
        assertEquals(first.sequence(), again.sequence());
    }

    private List<PastSample> samplesOf(ProbeId id, Report period) {
        var samples = new ArrayList<PastSample>();
        bench.felix()
                .service(History.class)
                .samples(id, period.periodStart(), period.periodStart().plus(period.period()))
                .forEachRemaining(samples::add);
        return samples;
    }

    @Test
    public void givesTheSamplesOfAReportBackAfterARestart() throws BundleException {
        bench.nextReport(BERLIN);
        Report whole = bench.nextReport(BERLIN);
        await().atMost(PATIENCE).until(() -> !samplesOf(BERLIN, whole).isEmpty());
        restartHistory();

        assertEquals(
                whole.counts().answered(),
                samplesOf(BERLIN, whole).stream()
                        .filter(sample -> sample.outcome() == Outcome.ANSWERED)
                        .count());
    }

    @Test
    public void keepsNoSamplesOfAProbeThatDoesNotAskForIt() throws BundleException {
        Report first = bench.nextReport(BERLIN);
        await().atMost(PATIENCE).until(() -> !samplesOf(BERLIN, first).isEmpty());

        assertEquals(List.of(), samplesOf(PARIS, first));
    }

    @Test
    public void goesOnStoringAfterARestart() throws BundleException {
        restartHistory();
        Report first = bench.nextReport(BERLIN);

        await().atMost(PATIENCE).until(() -> periodsSince(first).hasNext());
        assertEquals(first.sequence(), periodsSince(first).next().sequence());
    }

    @Test
    public void keepsFactsOverARestart() throws BundleException {
        byte[] fact = {1, 2, 3};
        bench.felix().service(StateStore.class).put("itest", "fact", fact);
        restartHistory();

        assertArrayEquals(
                fact,
                bench.felix().service(StateStore.class).get("itest", "fact").orElseThrow());
    }

    @Test
    public void keepsSinceAndNumbersOverARestartOfTheEngine() throws BundleException {
        Instant since = berlinHealthySince();
        long number = bench.nextReport(BERLIN).sequence();
        bench.felix().bundle("org.gatewatch.monitor").stop();
        bench.felix().bundle("org.gatewatch.monitor").start();

        assertEquals(since, berlinHealthySince());
        assertTrue(bench.nextReport(BERLIN).sequence() > number);
    }

    /** Long after the start of Rome's period, and long before its end, however busy the machine. */
    private void awaitTheMiddleOfAPeriodOfRome() throws IOException {
        bench.write("monitors/slow.yaml", """
                monitorName: slow
                aggregationPeriod: 15
                probes: [{name: rome, destination: 192.0.2.3, interval: 50ms, timeout: 100ms}]
                """);
        await().atMost(PATIENCE).until(() -> bench.timesOpened("rome") > 0);
        await().atMost(PATIENCE).until(() -> {
            long second = Instant.now().getEpochSecond() % 15;
            return second >= 3
                    && second < 7
                    && bench.transport().channel("rome").sent().size() > 20;
        });
    }

    private void restartEngine() throws BundleException {
        bench.felix().bundle("org.gatewatch.monitor").stop();
        bench.felix().bundle("org.gatewatch.monitor").start();
    }

    /** How many answers the history was told of before the report came: other tests restart the engine, too. */
    private static int answeredBefore(Report report, List<Report> parts) {
        return parts.stream()
                .filter(part -> part.id().equals(report.id()))
                .filter(part -> part.periodStart().equals(report.periodStart()))
                .mapToInt(part -> part.counts().answered())
                .sum();
    }

    private void awaitStored(Report rest, List<Report> parts) {
        int answered = answeredBefore(rest, parts) + rest.counts().answered();
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(answered, answeredIn(rest)));
    }

    @Test
    public void joinsWhatWasMeasuredBeforeAndAfterARestartOfTheEngine() throws BundleException, IOException {
        awaitTheMiddleOfAPeriodOfRome();
        restartEngine();

        Report rest = bench.nextReport(ROME);
        List<Report> parts = bench.listener().cuts();
        assertTrue(answeredBefore(rest, parts) > 0, parts::toString);
        awaitStored(rest, parts);
    }

    @Test
    public void keepsAPeriodWholeInWhichTheHistoryRestarts() throws BundleException, IOException {
        awaitTheMiddleOfAPeriodOfRome();
        restartHistory();

        awaitStored(bench.nextReport(ROME), bench.listener().cuts());
    }

    /** Nobody stops them so (the framework tells the engine first), but nothing else must be lost when somebody does. */
    @Test
    public void losesThePartThatRanWhenTheHistoryStopsBeforeTheEngineAndNoMore() throws BundleException, IOException {
        awaitTheMiddleOfAPeriodOfRome();
        bench.felix().bundle("org.gatewatch.history").stop();
        List<Report> parts = bench.listener().cuts();
        restartEngine();
        bench.felix().bundle("org.gatewatch.history").start();

        awaitStored(bench.nextReport(ROME), parts);
    }

    private int answeredIn(Report report) {
        Instant start = report.periodStart();
        var periods = bench.felix().service(History.class).periods(ROME, start, start.plusSeconds(1));
        return periods.hasNext() ? periods.next().counts().answered() : 0;
    }

    private Instant berlinHealthySince() {
        var monitoring = bench.felix().service(Monitoring.class);
        return await().atMost(PATIENCE)
                .until(
                        () -> monitoring.probes().stream()
                                .filter(status -> status.id().equals(BERLIN))
                                .filter(status -> status.health() == Health.HEALTHY)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .since();
    }
}
