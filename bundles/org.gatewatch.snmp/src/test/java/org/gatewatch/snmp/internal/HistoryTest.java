package org.gatewatch.snmp.internal;

import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.INTERNAL_ERROR;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.NO_ROUTE_TO_TARGET;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.REQUEST_TIMED_OUT;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.RESPONSE_RECEIVED;
import static org.gatewatch.snmp.internal.PingMib.ResponseStatus.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

        assertEquals(entry, History.EMPTY.with(entry).entry(0));
    }

    @Test
    void keepsTheLastFiftyPeriods() {
        var history = IntStream.rangeClosed(1, 70)
                .mapToObj(sequence -> History.Entry.of(Samples.good("m", "p", sequence)))
                .reduce(History.EMPTY, History::with, (first, second) -> second);

        assertEquals(50, history.size());
        assertEquals(21, history.entry(0).index());
        assertEquals(70, history.entry(49).index());
        assertEquals(Optional.of(history.entry(0)), history.after(0));
        assertEquals(Optional.empty(), history.at(20));
        assertEquals(Optional.of(history.entry(9)), history.at(30));
        assertEquals(Optional.empty(), history.after(70));
    }

    @Test
    void keepsIndexesOverAGap() {
        var history = History.EMPTY
                .with(History.Entry.of(Samples.good("m", "p", 4_090)))
                .with(History.Entry.of(Samples.good("m", "p", 8_000)));

        assertEquals(4_090, history.entry(0).index());
        assertEquals(8_000, history.entry(1).index());
    }

    @Test
    void startsAnewAfterALeap() {
        var history = History.EMPTY
                .with(History.Entry.of(Samples.good("m", "p", 1)))
                .with(History.Entry.of(Samples.good("m", "p", 4_097)));

        assertEquals(1, history.size());
    }

    @Test
    void startsAnewWhenTheSequenceDoes() {
        var history = History.EMPTY
                .with(History.Entry.of(Samples.good("m", "p", 9)))
                .with(History.Entry.of(Samples.good("m", "p", 1)));

        assertEquals(1, history.size());
        assertEquals(1, history.entry(0).index());
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
