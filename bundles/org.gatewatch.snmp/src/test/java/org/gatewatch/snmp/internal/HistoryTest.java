package org.gatewatch.snmp.internal;

import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.INTERNAL_ERROR;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.NO_ROUTE_TO_TARGET;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.REQUEST_TIMED_OUT;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.RESPONSE_RECEIVED;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.snmp.internal.PingMib.ResponseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    private static final Probe PROBE = Samples.probe("berlin", "203.0.113.1");

    @Test
    void givesBackWhatWasPutIn() {
        var entry = new History.Entry(0xFFFF_FFFFL, Instant.parse("2026-01-01T00:01:00Z"), 60_000, REQUEST_TIMED_OUT);

        assertEquals(Optional.of(entry), with(History.EMPTY, entry).at(0xFFFF_FFFFL));
    }

    @Test
    void keepsTheLastFiftyPeriods() {
        var history = good(1, 70);

        assertEquals(50, history.size());
        assertEquals(Optional.of(History.Entry.of(Samples.good("m", "p", 21))), history.after(0));
        assertEquals(Optional.empty(), history.at(20));
        assertEquals(history.at(30), history.after(29));
        assertEquals(Optional.of(History.Entry.of(Samples.good("m", "p", 70))), history.after(69));
        assertEquals(Optional.empty(), history.after(70));
    }

    @Test
    void showsWhatItShowedWhilePeriodsGoOn() {
        var pinned = good(1, 70);
        var before = LongStream.rangeClosed(0, 70).mapToObj(pinned::at).toList();

        var next = pinned;
        for (int sequence = 71; sequence <= 76; sequence++) {
            next = with(next, History.Entry.of(Samples.good("m", "p", sequence)));
        }

        assertEquals(before, LongStream.rangeClosed(0, 70).mapToObj(pinned::at).toList());
    }

    @Test
    void keepsIndexesOverAGap() {
        var before = good(1, 3);
        var history = with(before, History.Entry.of(Samples.good("m", "p", 7)));

        assertEquals(7, history.after(3).orElseThrow().index());
        assertEquals(Optional.empty(), history.at(5));
        assertEquals(3, history.after(2).orElseThrow().index());
    }

    @Test
    void startsAnewAfterALeap() {
        assertEquals(
                1,
                with(good(1, 1), History.Entry.of(Samples.good("m", "p", 51))).size());
    }

    /** The times of all periods are told from the last one's. */
    @Test
    void startsAnewWhenTheClockWasStepped() {
        var late = new History.Entry(4, Samples.START.plus(Duration.ofHours(1)), 1, RESPONSE_RECEIVED);

        assertEquals(1, with(good(1, 3), late).size());
    }

    @Test
    void startsAnewWhenPeriodsHaveAnotherLength() {
        var next = History.Entry.of(Samples.good("m", "p", 4));

        assertEquals(1, good(1, 3).with(next, Duration.ofSeconds(60)).size());
    }

    @Test
    void startsAnewWhenTheSequenceDoes() {
        var history = with(good(9, 9), History.Entry.of(Samples.good("m", "p", 1)));

        assertEquals(1, history.size());
        assertEquals(1, history.after(0).orElseThrow().index());
    }

    private static History good(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(sequence -> History.Entry.of(Samples.good("m", "p", sequence)))
                .reduce(History.EMPTY, HistoryTest::with, (one, two) -> two);
    }

    private static History with(History history, History.Entry entry) {
        return history.with(entry, Samples.PERIOD);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4294967295, 4294967295", "4294967296, 1", "4294967297, 2"})
    void wrapsTheIndexToOne(long sequence, long index) {
        assertEquals(index, History.Entry.index(sequence));
    }

    @Test
    void answeredPeriodHasItsMeanRoundedUp() {
        var entry = History.Entry.of(Samples.good("m", "p", 1));

        assertEquals(new History.Entry(1, Samples.START.plus(Samples.PERIOD), 2, RESPONSE_RECEIVED), entry);
    }

    @Test
    void lostPeriodHasTheTimeout() {
        assertEntry(REQUEST_TIMED_OUT, 1_500, of(new SampleCounts(0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0)));
        assertEntry(REQUEST_TIMED_OUT, 1_500, of(new SampleCounts(0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void periodOfIcmpErrorsOnlyHasNoRoute() {
        assertEntry(NO_ROUTE_TO_TARGET, 0, of(new SampleCounts(0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "NAME_UNRESOLVED, UNABLE_TO_RESOLVE_DNS_NAME",
        "NO_ROUTE, NO_ROUTE_TO_TARGET",
        "INTERFACE_DOWN, INTERFACE_INACTIVE_TO_TARGET",
        "NEIGHBOUR_UNRESOLVED, ARP_FAILURE",
        "NO_SOURCE, INTERNAL_ERROR"
    })
    void periodInWhichNothingCouldBeSentTellsWhy(SendResult why, ResponseStatus status) {
        var rare =
                new OutcomeDetail(Outcome.NOT_SENT, Cause.GATEWAY, SendResult.SEND_ERROR.reason(), 1, Optional.empty());
        var frequent = new OutcomeDetail(Outcome.NOT_SENT, Cause.GATEWAY, why.reason(), 2, Optional.empty());

        assertEntry(status, 0, notSent(List.of(rare, frequent)));
    }

    @Test
    void periodInWhichNothingCouldBeSentForUnknownReasonIsInternalError() {
        assertEntry(INTERNAL_ERROR, 0, notSent(List.of()));
    }

    @Test
    void periodWithoutUsableSamplesIsUnknown() {
        assertEntry(UNKNOWN, 0, of(new SampleCounts(0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0)));
        assertEntry(UNKNOWN, 0, of(new SampleCounts(0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0)));
        assertEntry(UNKNOWN, 0, of(new SampleCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    private static History.Entry of(SampleCounts counts) {
        return History.Entry.of(Samples.report("m", PROBE, 1, counts, Optional.empty()));
    }

    private static History.Entry notSent(List<OutcomeDetail> details) {
        return History.Entry.of(new Report(
                new ProbeId("m", PROBE.name()),
                PROBE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Samples.START,
                Samples.PERIOD,
                1,
                new SampleCounts(0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0),
                details,
                Optional.empty(),
                Health.UNKNOWN,
                Cause.GATEWAY));
    }

    private static void assertEntry(ResponseStatus status, long responseMillis, History.Entry entry) {
        assertEquals(status, entry.status());
        assertEquals(responseMillis, entry.responseMillis());
    }
}
