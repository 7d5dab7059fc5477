package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.junit.jupiter.api.Test;

class ProbeStoreTest {
    private final ProbeStore store = new ProbeStore();

    @Test
    void sortsRowsByIndexWhateverTheOrderOfArrival() {
        for (String name : new String[] {"zz", "b", "aaa", "a", "\u00e4"}) {
            store.changed(Samples.status("wan", Samples.probe(name, "203.0.113.1")));
        }

        // by length first, because the length comes first in the index
        assertEquals("a b zz \u00e4 aaa", names());
    }

    @Test
    void neverChangesASnapshot() {
        store.reported(Samples.good("wan", "berlin", 1));
        var first = store.snapshot().rows();

        IntStream.rangeClosed(2, 1_000).forEach(sequence -> store.reported(Samples.good("wan", "berlin", sequence)));

        assertEquals(1, first.get(0).report().orElseThrow().sequence());
        assertEquals(
                1_000, store.snapshot().rows().get(0).report().orElseThrow().sequence());
    }

    @Test
    void forgetsAProbeThatIsGone() {
        store.reported(Samples.good("wan", "berlin", 1));
        store.reported(Samples.good("wan", "paris", 1));

        store.removed(new ProbeId("wan", "berlin"));
        store.removed(new ProbeId("wan", "never-there"));

        assertEquals("paris", names());
    }

    @Test
    void takesTheLastReportThatAStatusBrings() {
        store.changed(withReport(Samples.good("wan", "berlin", 7)));
        store.changed(withReport(Samples.good("wan", "berlin", 6)));
        store.reported(Samples.good("wan", "berlin", 7));

        var row = store.snapshot().rows().get(0);
        assertEquals(7, row.report().orElseThrow().sequence());
        assertEquals(1, row.history().size());
    }

    @Test
    void startsAnewWhenAProbeMeasuresSomethingElse() {
        store.reported(Samples.good("wan", "berlin", 7));

        store.changed(Samples.status("wan", Samples.probe("berlin", "203.0.113.99")));

        var row = store.snapshot().rows().get(0);
        assertEquals(Optional.empty(), row.report());
        assertEquals(Optional.empty(), row.lastGood());
        assertEquals(0, row.history().size());
    }

    @Test
    void keepsWhatWasMeasuredWhenAProbeIsSwitchedOff() {
        var report = Samples.good("wan", "berlin", 7);
        store.reported(report);

        store.changed(Samples.status("wan", report.probe().enabled(false)));

        assertEquals(Optional.of(report), store.snapshot().rows().get(0).report());
    }

    @Test
    void givesAnotherIndexToANameThatLooksLikeACutOne() {
        String longName = "x".repeat(40);
        String cut = new String(PingIndex.name(longName, 0), StandardCharsets.UTF_8);
        store.changed(Samples.status("wan", Samples.probe(longName, "203.0.113.1")));
        store.changed(Samples.status("wan", Samples.probe(cut, "203.0.113.2")));

        var rows = store.snapshot().rows();
        assertEquals(2, rows.size());
        assertNotEquals(rows.get(0).index(), rows.get(1).index());
    }

    private static ProbeStatus withReport(Report report) {
        var status = Samples.status("wan", report.probe());
        return new ProbeStatus(
                status.id(),
                status.probe(),
                Duration.ofSeconds(60),
                status.state(),
                status.reason(),
                status.health(),
                status.cause(),
                status.since(),
                status.egress(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.of(report));
    }

    private String names() {
        var rows = store.snapshot().rows();
        return String.join(
                " ",
                IntStream.range(0, rows.size())
                        .mapToObj(position -> rows.get(position).probe().name())
                        .toList());
    }
}
