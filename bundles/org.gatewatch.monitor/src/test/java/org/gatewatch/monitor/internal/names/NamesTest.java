package org.gatewatch.monitor.internal.names;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.Source;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** User-pains row 12: one bad name harms only itself. */
final class NamesTest {
    private static final String BERLIN = "berlin.example";
    private static final Duration ROUND = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final ScriptedNameService service = new ScriptedNameService();
    private final Names names = new Names(clock, service);
    private final List<Resolution> heard = new ArrayList<>();

    @AfterEach
    void close() {
        service.release();
        names.close();
    }

    private Names.Use use(String host) {
        return use(host, Family.ANY, new Source.Any());
    }

    private Names.Use use(String host, Family family, Source source) {
        return names.use(new Destination.Name(host, family), source, heard::add);
    }

    private void awaitHeard(int many) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            names.advance();
            return heard.size() >= many;
        });
    }

    private void awaitAsked(int many) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            names.advance();
            return service.asked().size() >= many;
        });
    }

    /** Asks again, and takes the answer before the clock moves on: one that comes after it delays the next question. */
    private void nextRounds(int many) {
        for (int i = 0; i < many; i++) {
            int asked = service.asked().size();
            clock.advance(ROUND);
            awaitAsked(asked + 1);
            awaitIdle();
        }
    }

    private Optional<InetAddress> lastAddress() {
        return heard.get(heard.size() - 1).address();
    }

    private String lastProblem() {
        return heard.get(heard.size() - 1).problem();
    }

    @Test
    void resolvesANameToItsFirstAddress() {
        service.answers(BERLIN, "203.0.113.1", "203.0.113.2");
        use(BERLIN);
        awaitHeard(1);
        assertEquals(new Resolution(Optional.of(address("203.0.113.1")), ""), heard.get(0));
    }

    @Test
    void followsANameThatMoves() {
        service.answers(BERLIN, "203.0.113.1");
        use(BERLIN);
        awaitHeard(1);
        service.answers(BERLIN, "203.0.113.9");
        clock.advance(ROUND);
        awaitHeard(2);
        assertEquals(Optional.of(address("203.0.113.9")), lastAddress());
    }

    @Test
    void keepsTheAddressWhileTheNameStillHasIt() {
        service.answers(BERLIN, "203.0.113.1", "203.0.113.2");
        use(BERLIN);
        awaitHeard(1);
        service.answers(BERLIN, "203.0.113.2", "203.0.113.1");
        nextRounds(3);
        assertEquals(1, heard.size());
    }

    @Test
    void keepsTheLastGoodAddressWhileTheNameFailsAndSaysWhy() {
        service.answers(BERLIN, "203.0.113.1");
        use(BERLIN);
        awaitHeard(1);
        service.fails(BERLIN);
        clock.advance(ROUND);
        awaitHeard(2);
        assertEquals(Optional.of(address("203.0.113.1")), lastAddress());
        assertEquals("berlin.example cannot be resolved: Name or service not known", lastProblem());
    }

    @Test
    void healsByItself() {
        use(BERLIN);
        awaitHeard(1);
        assertEquals(Optional.empty(), lastAddress());
        service.answers(BERLIN, "203.0.113.1");
        clock.advance(Duration.ofSeconds(1));
        awaitHeard(2);
        assertEquals(new Resolution(Optional.of(address("203.0.113.1")), ""), heard.get(1));
    }

    @Test
    void asksLessAndLessOftenWhileANameFails() {
        use(BERLIN);
        awaitHeard(1);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            int asked = service.asked().size();
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            names.advance();
            assertEquals(asked, service.asked().size());
            clock.advance(Duration.ofMillis(1));
            awaitAsked(asked + 1);
            awaitIdle();
        }
    }

    /** Failing again is no news, so nobody hears of it: wait until every answer was taken. */
    private void awaitIdle() {
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            names.advance();
            return names.isIdle();
        });
    }

    @Test
    void takesOnlyAddressesOfTheFamilyThatIsWanted() {
        service.answers(BERLIN, "203.0.113.1", "2001:db8::1");
        use(BERLIN, Family.IPV6, new Source.Any());
        awaitHeard(1);
        assertEquals(Optional.of(address("2001:db8::1")), lastAddress());
    }

    @Test
    void takesTheFamilyOfTheSourceWhereNoneIsWanted() {
        service.answers(BERLIN, "203.0.113.1", "2001:db8::1");
        use(BERLIN, Family.ANY, new Source.Address(address("2001:db8::99")));
        awaitHeard(1);
        assertEquals(Optional.of(address("2001:db8::1")), lastAddress());
    }

    @Test
    void saysWhichFamilyANameLacks() {
        service.answers(BERLIN, "203.0.113.1");
        use(BERLIN, Family.IPV6, new Source.Any());
        awaitHeard(1);
        assertEquals("berlin.example has no IPv6 address", lastProblem());
    }

    @Test
    void asksOnceForAllUsersOfAName() {
        service.answers(BERLIN, "203.0.113.1");
        use(BERLIN);
        use(BERLIN);
        awaitHeard(2);
        use(BERLIN);
        assertEquals(3, heard.size());
        assertEquals(1, service.asked().size());
    }

    @Test
    void asksNoMoreWhenNobodyUsesAName() {
        service.answers(BERLIN, "203.0.113.1");
        Names.Use use = use(BERLIN);
        awaitHeard(1);
        use.close();
        clock.advance(ROUND);
        names.advance();
        assertTrue(names.isIdle());
    }

    @Test
    void resolvesGoodNamesBesideManyThatHang() {
        for (int i = 0; i < 20; i++) {
            service.hangs("hanging" + i);
            use("hanging" + i);
        }
        service.answers(BERLIN, "203.0.113.1");
        use(BERLIN);
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            clock.advance(Duration.ofMillis(100));
            names.advance();
            return !heard.isEmpty();
        });
        assertEquals(Optional.of(address("203.0.113.1")), lastAddress());
    }

    @Test
    void keepsAskingForGoodNamesWhenMoreNamesHangThanThereAreThreads() {
        service.answers(BERLIN, "203.0.113.1");
        use(BERLIN);
        awaitHeard(1);
        for (int i = 0; i < 100; i++) {
            service.hangs("hanging" + i);
            use("hanging" + i);
        }
        service.answers(BERLIN, "203.0.113.2");
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            clock.advance(Duration.ofMillis(100));
            names.advance();
            return heard.size() == 2;
        });
        assertEquals(Optional.of(address("203.0.113.2")), lastAddress());
    }

    @Test
    void runsItsThreadsAsResolvers() {
        service.hangs(BERLIN);
        use(BERLIN);
        awaitAsked(1);
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().startsWith("gatewatch-resolver-") && t.isDaemon()));
    }
}
