package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.history.Rehearsal;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.api.resource.ResourceException;
import org.junit.jupiter.api.Test;

class HistoryAnswersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final StatusJson JSON = new StatusJson();

    private final History history = new History() {
        @Override
        public Iterator<PastPeriod> periods(ProbeId id, Instant since, Instant until) {
            return IntStream.range(0, id.probe().equals("berlin") ? 100 : 0)
                    .mapToObj(HistoryAnswersTest::minute)
                    .filter(period -> !period.start().isBefore(since))
                    .filter(period -> period.start().isBefore(until))
                    .iterator();
        }

        @Override
        public Iterator<PastSample> samples(ProbeId id, Instant since, Instant until) {
            return List.of(
                            new PastSample(since.plusMillis(500), Outcome.ANSWERED, OptionalLong.of(20_100_000)),
                            new PastSample(since.plusMillis(1_500), Outcome.LOST, OptionalLong.empty()))
                    .iterator();
        }

        @Override
        public HistoryStatus status() {
            return new HistoryStatus("", Optional.of(START), 4_096, 1 << 20, 0, 0);
        }
    };

    /** Says what it was asked to judge by. */
    private final Rehearsal rehearsal = new Rehearsal() {
        @Override
        public Iterator<Turn> judge(Iterator<PastPeriod> periods, Thresholds thresholds) {
            Health health = thresholds.loss().raise() > 50 ? Health.HEALTHY : Health.DEGRADED;
            return List.of(new Turn(periods.next().start(), Duration.ofMinutes(1), health))
                    .iterator();
        }
    };

    private static PastPeriod minute(int number) {
        return new PastPeriod(
                START.plusSeconds(60L * number),
                Duration.ofMinutes(1),
                number + 1,
                new SampleCounts(57, 0, 3, 0, 0, 0, 0, 0, 0, 1, 3),
                List.of(),
                Optional.of(new RttStatistics(1_000, 2_000, 2_000, 3_000, 3_000, 3_000, 100, OptionalLong.empty())),
                Health.DEGRADED,
                Cause.LINK);
    }

    @Test
    void givesSamplesOneByOne() {
        var question = new HistoryQuestion("offices", "berlin", START, START.plusSeconds(60), null, true);

        assertEquals(
                List.of(
                        new HistoryDocument.SampleEntry("2026-01-01T00:00:00.500Z", "answered", 20_100.0),
                        new HistoryDocument.SampleEntry("2026-01-01T00:00:01.500Z", "lost", null)),
                List.copyOf(ask(question).samples()));
    }

    @Test
    void saysNothingOfSamplesUnlessAsked() {
        assertNull(ask(question("berlin", null)).samples());
    }

    private static HistoryQuestion question(String probe, HistoryQuestion.Trial trial) {
        return new HistoryQuestion("offices", probe, START.plusSeconds(120), START.plusSeconds(240), trial);
    }

    /** The answer as the command line sees it: through JSON, in both directions. */
    private HistoryDocument ask(HistoryQuestion question, Optional<Monitoring> running) {
        return ask(new HistoryAnswers(Optional.of(history), Optional.of(rehearsal), running), question);
    }

    private static HistoryDocument ask(HistoryAnswers answers, HistoryQuestion question) {
        var text = new StringWriter();
        try {
            JSON.write(answers.to(JSON.question(JSON.request(question).settings())), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JSON.parse(new StringReader(text.toString()), HistoryDocument.class);
    }

    private HistoryDocument ask(HistoryQuestion question) {
        return ask(question, Optional.empty());
    }

    @Test
    void givesPeriodsOfTheTimeAskedFor() {
        assertEquals(
                List.of(3L, 4L),
                ask(question("berlin", null)).periods().stream()
                        .map(period -> period.report().sequence())
                        .toList());
    }

    @Test
    void givesVerdictAndFiguresOfAPeriod() {
        var period = ask(question("berlin", null)).periods().iterator().next();

        assertEquals("DEGRADED", period.health());
        assertEquals("link", period.cause());
        assertEquals(5.0, period.report().lossPercent());
        assertEquals(3.0, period.report().rttMicros().p95());
    }

    @Test
    void givesNothingOfAProbeThatIsNotKnown() {
        assertTrue(ask(question("paris", null)).periods().isEmpty());
    }

    @Test
    void refusesAProbeThatNeitherRunsNorRan() throws UnknownHostException {
        var running = Optional.of(Running.monitoring(List.of()));

        var refusal = assertThrows(ResourceException.class, () -> ask(question("paris", null), running));
        assertEquals("there is no probe offices/paris, and nothing is stored of one", refusal.getMessage());
    }

    @Test
    void saysThatHistoryDoesNotRun() {
        var answers = new HistoryAnswers(Optional.empty(), Optional.of(rehearsal), Optional.empty());

        var refusal = assertThrows(ResourceException.class, () -> ask(answers, question("berlin", null)));
        assertEquals("org.gatewatch.history does not run; the log says why", refusal.getMessage());
    }

    @Test
    void givesPeriodsOrTurnsButNotBoth() {
        assertNull(ask(question("berlin", null)).turns());
        assertNull(ask(question("berlin", new HistoryQuestion.Trial(5.0, null, null, null)))
                .periods());
    }

    @Test
    void judgesByTheLevelsThatAreAskedFor() {
        var low = ask(question("berlin", new HistoryQuestion.Trial(5.0, null, null, null)));
        var high = ask(question("berlin", new HistoryQuestion.Trial(60.0, null, null, null)));

        assertEquals("DEGRADED", low.turns().iterator().next().health());
        assertEquals("HEALTHY", high.turns().iterator().next().health());
    }

    @Test
    void keepsTheProportionOfALevelThatIsNotGiven() {
        var levels = ask(question("berlin", new HistoryQuestion.Trial(8.0, null, 50.0, 40.0)))
                .levels();

        assertEquals(new HistoryDocument.LevelsEntry(8.0, 4.0, 50.0, 40.0), levels);
    }

    @Test
    void refusesLevelsThatAreNotAllowed() {
        var impossible = question("berlin", new HistoryQuestion.Trial(5.0, 6.0, null, null));

        var refusal = assertThrows(ResourceException.class, () -> ask(impossible));
        assertEquals("clear 6.0: allowed is at most raise, 5.0", refusal.getMessage());
    }
}
