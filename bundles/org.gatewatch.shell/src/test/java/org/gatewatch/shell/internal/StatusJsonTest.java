package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
    private final StatusJson json = new StatusJson();
    private final StatusDocument document = Documents.of(
            List.of(Documents.connection("rome", "DOWN", "link", null)),
            List.of(Documents.probe("rome", "DOWN", "link", Documents.report(3, 0, null))));

    @Test
    void readsWhatItWrote() {
        assertEquals(document, json.parse(json.line(document)));
        assertEquals(document, json.parse(json.text(document)));
    }

    @Test
    void saysTheSameInPieces() {
        var probe = Documents.probe("rome", "DOWN", "link", Documents.report(3, 0, null));
        for (int probes = 0; probes < 3; probes++) {
            var whole = Documents.of(List.of(), Collections.nCopies(probes, probe));
            var text = new StringBuilder();
            json.pieces(whole).forEachRemaining(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
            assertEquals(json.line(whole), text.toString());
        }
    }

    @Test
    void leavesOutWhatIsAbsent() {
        String line = json.line(document);
        assertTrue(line.contains("\"cause\":\"link\"}"), line); // no "since" of a connection that was never judged
        assertTrue(line.contains("\"lossPercent\":100.0}"), line); // no "rttMicros" of a period without an answer
    }

    @Test
    void namesVoidSamplesAsTheReportsDo() {
        assertTrue(json.line(document).contains("\"notSent\":0,\"void\":0"), json.line(document));
    }

    @Test
    void rejectsAnotherSchema() {
        assertThrows(JsonParseException.class, () -> json.parse("{\"schema\":2}"));
        assertThrows(JsonParseException.class, () -> json.parse(""));
        assertThrows(JsonParseException.class, () -> json.parse("[1]"));
    }
}
