package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TimingWheelTest {
    private static final long START = -7; // a monotonic clock may well be negative
    private final TimingWheel<String> wheel = new TimingWheel<>(10, 8, START);
    private final List<String> heard = new ArrayList<>();

    private int schedule(String name, long due) {
        int timer = wheel.add(name);
        wheel.schedule(timer, due);
        return timer;
    }

    private List<String> expire(long now) {
        heard.clear();
        wheel.expire(now, (name, at) -> heard.add(name));
        return List.copyOf(heard);
    }

    @Test
    void handsOverWhatIsDueAndNothingElse() {
        schedule("early", 3);
        schedule("late", 5);
        assertEquals(List.of(), expire(2));
        assertEquals(List.of("early"), expire(4));
        assertEquals(List.of("late"), expire(100));
        assertEquals(List.of(), expire(200));
    }

    @Test
    void letsLongTimersWaitForTheirTurn() {
        schedule("later", 10 * 8 * 3 + 5);
        assertEquals(List.of(), expire(5));
        assertEquals(List.of(), expire(100));
        assertEquals(List.of(), expire(244));
        assertEquals(List.of("later"), expire(245));
    }

    @Test
    void missesNothingWhenTimeLeapsOverManyTurns() {
        for (int i = 0; i < 50; i++) {
            schedule("t" + i, i * 13L);
        }
        assertEquals(50, expire(100_000).size());
    }

    @Test
    void handsOverAtOnceWhatIsScheduledForThePast() {
        expire(500);
        schedule("overdue", 3);
        assertEquals(List.of("overdue"), expire(500));
    }

    @Test
    void forgetsWhatIsCancelled() {
        int timer = schedule("never", 3);
        wheel.cancel(timer);
        wheel.cancel(timer);
        assertFalse(wheel.isScheduled(timer));
        assertEquals(List.of(), expire(100));
    }

    @Test
    void leavesWhatAHandlerSchedulesForTheNextCall() {
        int timer = schedule("again", 3);
        wheel.expire(5, (name, at) -> {
            heard.add(name);
            wheel.schedule(timer, 4);
        });
        assertEquals(List.of("again"), heard);
        assertEquals(List.of("again"), expire(5));
    }

    @Test
    void losesNobodyWhenTimersComeAndGo() {
        var random = new Random(5);
        Map<Integer, Long> due = new HashMap<>();
        List<Integer> idle = new ArrayList<>();
        long now = START;
        for (int round = 0; round < 2_000; round++) {
            idle.add(wheel.add("t"));
            if (random.nextInt(3) == 0) {
                wheel.remove(idle.remove(random.nextInt(idle.size())));
            }
            while (!idle.isEmpty() && random.nextInt(4) != 0) {
                int timer = idle.remove(idle.size() - 1);
                due.put(timer, now + random.nextInt(300) - 20);
                wheel.schedule(timer, due.get(timer));
            }
            if (!due.isEmpty() && random.nextInt(5) == 0) {
                int timer = due.keySet().iterator().next();
                due.remove(timer);
                wheel.remove(timer);
            }
            now += random.nextInt(15);
            long at = now;
            var over =
                    due.keySet().stream().filter(timer -> due.get(timer) <= at).toList();
            assertEquals(over.size(), expire(now).size());
            due.keySet().removeAll(over);
            idle.addAll(over);
        }
    }

    @Test
    void keepsOnlyTheLastTimeOfATimer() {
        int timer = schedule("moved", 3);
        wheel.schedule(timer, 30);
        assertTrue(wheel.isScheduled(timer));
        assertEquals(List.of(), expire(10));
        assertEquals(List.of("moved"), expire(30));
    }

    @Test
    void lookAheadFindsTheFirstSlotInUseOrTheHorizon() {
        assertEquals(40, wheel.nothingDueBefore(40));
        schedule("first", 27);
        schedule("second", 29);
        assertEquals(20, wheel.nothingDueBefore(40));
        assertEquals(15, wheel.nothingDueBefore(15));
    }

    @Test
    void behavesAsASortedMapDoes() {
        var random = new Random(3);
        var expected = new TreeMap<Long, Integer>();
        long now = START;
        for (int round = 0; round < 2_000; round++) {
            long due = now + random.nextInt(300) - 20;
            schedule("t", due);
            expected.merge(due, 1, Integer::sum);
            now += random.nextInt(15);
            var dueNow = expected.headMap(now, true);
            assertEquals(
                    dueNow.values().stream().mapToInt(i -> i).sum(), expire(now).size());
            dueNow.clear();
        }
    }
}
