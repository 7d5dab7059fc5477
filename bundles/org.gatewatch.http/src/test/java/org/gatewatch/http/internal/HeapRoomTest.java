package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
    /** What the JVM says of {@code -Xmx50m} and {@code -Xmx64m -Xmn2m}: a survivor space less. */
    private static final HeapRoom WITHOUT_HTTP = new HeapRoom((50 << 20) - (256 << 10));

    private static final HeapRoom WITH_HTTP = new HeapRoom((64 << 20) - (256 << 10));

    @Test
    void refusesWhenThousandsOfProbesRunInTheHeapOfAStartWithoutHttp() {
        var refusal = assertThrows(IOException.class, () -> WITHOUT_HTTP.require(10_000));

        assertEquals(
                "a heap of 49 MiB has no room for it beside 10000 probes; after a restart Gatewatch has more, or with"
                        + " GATEWATCH_JAVA_OPTS=-Xmx...",
                refusal.getMessage());
    }

    @Test
    void hasRoomBesideThousandsAfterARestart() {
        assertDoesNotThrow(() -> WITH_HTTP.require(10_000));
    }

    @Test
    void hasRoomBesideAFewWithoutRestart() {
        assertDoesNotThrow(() -> WITHOUT_HTTP.require(1_000));
    }
}
