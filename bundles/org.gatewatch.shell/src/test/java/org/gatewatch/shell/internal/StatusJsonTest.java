package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusJsonTest {
    private final StatusJson json = new StatusJson();
    private final StatusDocument document = Documents.of(
            List.of(Documents.connection("rome", "DOWN", "link", null)),
            List.of(Documents.probe("rome", "DOWN", "link", Documents.report(3, 0, null))));

    @Test
    void readsWhatItWrote() {
        assertEquals(document, parse(Documents.json(document)));
    }

    @Test
    void leavesOutWhatIsAbsent() {
        String line = Documents.json(document);
        assertTrue(
                line.contains("\"cause\":\"link\",\"configured\""),
                line); // no "since" of a connection that was never judged
        assertTrue(line.contains("\"lossPercent\":100.0}"), line); // no "rttMicros" of a period without an answer
    }

    @Test
    void namesVoidSamplesAsTheReportsDo() {
        String line = Documents.json(document);
        assertTrue(line.contains("\"notSent\":0,\"void\":0"), line);
    }

    @Test
    void rejectsAnotherSchema() {
        assertThrows(JsonParseException.class, () -> parse("{\"schema\":2}"));
        assertThrows(JsonParseException.class, () -> parse(""));
        assertThrows(JsonParseException.class, () -> parse("[1]"));
    }

    @Test
    void beginsWithTheSchemaInTheOrderOfTheContract() {
        String line = Documents.json(document);
        assertTrue(line.startsWith("{\"schema\":1,\"host\":\"gw1\",\"version\":\"0.1.0\",\"processId\":42,"), line);
    }

    @Test
    void copiesTheSameDocument() throws IOException {
        String line = Documents.json(document);
        assertEquals(line, copy(line, ""));
        assertEquals(line, copy(copy(line, "  "), ""));
    }

    @Test
    void copiesWhatANewerInstanceAdds() throws IOException {
        String newer = "{\"schema\":1,\"new\":{\"good\":true,\"large\":12345678901234567890,\"list\":[null,1.50]}}";
        assertEquals(newer, copy(newer, ""));
    }

    @Test
    void indentsForPeople() throws IOException {
        assertEquals("{\n  \"schema\": 1,\n  \"probes\": []\n}", copy("{\"schema\":1,\"probes\":[]}", "  "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":2}",
                "",
                "[1]",
                "{\"schema\":{}}",
                "{\"host\":1}",
                "{\"schema\":1",
                "{\"schema\":1}}"
            })
    void copiesNothingElse(String text) {
        assertThrows(JsonParseException.class, () -> copy(text, ""));
    }

    private StatusDocument parse(String text) {
        return json.parse(new StringReader(text), StatusDocument.class);
    }

    private String copy(String text, String indent) throws IOException {
        var copy = new StringWriter();
        json.copy(new StringReader(text), copy, indent);
        return copy.toString();
    }
}
