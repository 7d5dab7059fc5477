package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class ResponseWriterTest {
    private static final OID RESULTS = PingMib.RESULTS_ENTRY;
    private static final int LARGE = 16_000;

    private final ProbeStore store = new ProbeStore();

    @BeforeEach
    void aHundredProbes() {
        IntStream.range(0, 100).forEach(number -> store.reported(Samples.good("wan", "customer-" + number, 1)));
    }

    @Test
    void bulkAnswersOneRowPerRepetition() {
        var response = writer(bulk(0, 3, column(4), column(5)), LARGE).getBulk();

        assertEquals(6, response.size());
        assertTrue(response.get(4).getOid().startsWith(column(4)));
        assertTrue(response.get(5).getOid().startsWith(column(5)));
    }

    @Test
    void bulkAnswersNonRepeatersOnce() {
        var response = writer(bulk(1, 3, column(1), column(5)), LARGE).getBulk();

        assertEquals(4, response.size());
        assertTrue(response.get(0).getOid().startsWith(column(1)));
    }

    @Test
    void bulkWithNegativeOrOverlargeNumbersIsHarmless() {
        assertEquals(0, writer(bulk(-1, -1, column(4)), LARGE).getBulk().size());
        assertEquals(
                1,
                writer(bulk(Integer.MAX_VALUE, 5, column(4)), LARGE).getBulk().size());
        assertEquals(0, writer(bulk(0, Integer.MAX_VALUE), LARGE).getBulk().size());
    }

    @Test
    void bulkBombOfOneColumnStaysWithinOnePacket() {
        var response = writer(bulk(0, 30_000, column(4)), LARGE).getBulk();

        assertTrue(response.size() > 20, "only " + response.size());
        assertTrue(response.getBERLength() <= ResponseWriter.BULK_OCTETS, "octets " + response.getBERLength());
    }

    @Test
    void bulkBombOfManyColumnsAnswersOneWholeRow() {
        OID[] columns = IntStream.range(0, 128).mapToObj(number -> column(4)).toArray(OID[]::new);

        assertEquals(128, writer(bulk(0, 30_000, columns), LARGE).getBulk().size());
    }

    @Test
    void bulkThatDoesNotFitIsCutAndAnswered() {
        OID[] columns = IntStream.range(0, 60).mapToObj(number -> column(4)).toArray(OID[]::new);

        var response = writer(bulk(0, 2, columns), 484).getBulk();

        assertTrue(response.size() > 5 && response.size() < 60, "size " + response.size());
        assertTrue(response.getBERLength() <= 484);
    }

    @Test
    void bulkEndsAfterTheFirstRowBeyondTheView() {
        var response = writer(bulk(0, 20, new OID("2"), new OID("3")), LARGE).getBulk();

        assertEquals(2, response.size());
        assertEquals("endOfMibView", response.get(0).getVariable().toString());
    }

    @Test
    void getThatDoesNotFitIsTooBig() {
        var request = new PDU();
        request.setType(PDU.GET);
        IntStream.range(0, 60).forEach(number -> request.add(new VariableBinding(column(4))));

        var response = writer(request, 484).get();

        assertEquals(PDU.tooBig, response.getErrorStatus());
        assertEquals(0, response.size());
    }

    @Test
    void answersFromTheViewThatWasPinned() {
        var writer = writer(bulk(0, 1, column(8)), LARGE);
        store.reported(Samples.report(
                "wan", Samples.probe("customer-0", "203.0.113.1"), 2, Samples.counts(0, 7, 0), Optional.empty()));

        assertEquals(30, writer.getBulk().get(0).getVariable().toInt());
    }

    private ResponseWriter writer(PDU request, int maxOctets) {
        request.setRequestID(new Integer32(1));
        return new ResponseWriter(
                new MibView(PingMib.of(store.snapshot().rows(), NotificationPolicy.NONE)), request, maxOctets);
    }

    private static PDU bulk(int nonRepeaters, int maxRepetitions, OID... oids) {
        var request = new PDU();
        request.setType(PDU.GETBULK);
        request.setNonRepeaters(nonRepeaters);
        request.setMaxRepetitions(maxRepetitions);
        for (OID oid : oids) {
            request.add(new VariableBinding(oid));
        }
        return request;
    }

    private static OID column(int number) {
        return new OID(RESULTS).append(number);
    }
}
