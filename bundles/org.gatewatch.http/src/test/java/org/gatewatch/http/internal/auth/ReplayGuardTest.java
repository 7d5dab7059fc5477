package org.gatewatch.http.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatewatch.http.internal.auth.Refusal.Kind;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Request;
import org.junit.jupiter.api.Test;

/** Signed changes are carried out once. */
class ReplayGuardTest {
    private final AtomicInteger done = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final ReplayGuard guard = new ReplayGuard(3, 1, Duration.ofMinutes(5), () -> now);

    private Answer send(String method, String signature) throws Refusal {
        String header = "SDK-HMAC-SHA256 Access=k, SignedHeaders=host, Signature=" + signature;
        var request = new Request(method, "/", Map.of("authorization", List.of(header)), new byte[0]);
        return guard.once(request, () -> Answer.empty(200 + done.incrementAndGet()));
    }

    @Test
    void givesFirstAnswerAgainToSameChange() throws Refusal {
        assertEquals(201, send("POST", "a").status());
        assertEquals(201, send("POST", "a").status());
    }

    private Answer refuse(String signature) throws Refusal {
        String header = "SDK-HMAC-SHA256 Access=k, SignedHeaders=host, Signature=" + signature;
        var request = new Request("DELETE", "/", Map.of("authorization", List.of(header)), new byte[0]);
        return guard.once(request, () -> Answer.empty(400));
    }

    @Test
    void triesAgainWithinTheSecondWhatWasRefused() throws Refusal {
        refuse("a");

        assertEquals(201, send("DELETE", "a").status());
    }

    @Test
    void carriesOutLaterNothingThatWasRefused() throws Refusal {
        refuse("a");
        now = now.plusSeconds(2);

        assertEquals(400, send("DELETE", "a").status());
    }

    @Test
    void carriesOutOtherChanges() throws Refusal {
        send("POST", "a");

        assertEquals(202, send("POST", "b").status());
    }

    @Test
    void seesSameChangeThroughOtherSpaces() throws Refusal {
        send("DELETE", "a");

        assertEquals(201, send("DELETE", "  a").status());
    }

    @Test
    void readsAsOftenAsAsked() throws Refusal {
        send("GET", "a");

        assertEquals(202, send("GET", "a").status());
    }

    @Test
    void refusesChangeWhoseAnswerIsForgotten() throws Refusal {
        send("POST", "a");
        send("POST", "b");

        assertEquals(
                Kind.REPLAYED,
                assertThrows(Refusal.class, () -> send("POST", "a")).kind());
    }

    @Test
    void letsChangesWaitRatherThanForgetting() throws Refusal {
        send("POST", "a");
        send("POST", "b");
        send("POST", "c");

        assertEquals(
                Kind.THROTTLED,
                assertThrows(Refusal.class, () -> send("POST", "d")).kind());
    }

    @Test
    void forgetsWhatNoDateIsGoodForAnyMore() throws Refusal {
        send("POST", "a");
        now = now.plus(Duration.ofMinutes(10)).plusSeconds(1);

        assertEquals(202, send("POST", "a").status());
    }
}
