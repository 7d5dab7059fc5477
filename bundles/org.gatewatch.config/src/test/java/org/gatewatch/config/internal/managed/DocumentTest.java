package org.gatewatch.config.internal.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client did not change is written as it was. */
class DocumentTest {
    private static String again(String text) {
        String written = new String(Document.of(text.getBytes(UTF_8)).text(), UTF_8);
        return written.substring(written.indexOf("\n\n") + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1.10\n",
                "a: 0x10\n",
                "a: 1e3\n",
                "a: +7\n",
                "a: 0o17\n",
                "a: null\n",
                "a: ~\n",
                "a: 12345678901234567890123\n",
                "a: '1.10'\n",
                "a: 'true'\n",
                "a: 2026-01-31\n",
                "tags:\n  b: 1.10\n  c: 007\n",
                "probes:\n  - mark: 0x64\n    name: x\n"
            })
    void writesScalarsAsTheyWere(String text) {
        assertEquals(text, again(text));
    }

    @Test
    void keepsKeysThatAreNumbers() {
        assertEquals("tags:\n  '1.10': a\n", again("tags: {1.10: a}\n"));
    }

    @Test
    void knowsWhatScalarsMean() {
        var written = (Written) Document.of("a: 1.10\n".getBytes(UTF_8)).root().get("a");

        assertTrue(written.means(1.1));
    }

    @Test
    void knowsNumbersOfAnyType() {
        var written = (Written) Document.of("a: 30\n".getBytes(UTF_8)).root().get("a");

        assertTrue(written.means(30L));
    }
}
