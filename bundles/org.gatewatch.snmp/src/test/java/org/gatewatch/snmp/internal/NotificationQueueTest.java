package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class NotificationQueueTest {
    private final NotificationQueue queue = new NotificationQueue();

    @Test
    void givesUpAndCountsTheOldestWhenItIsFull() {
        IntStream.range(0, NotificationQueue.CAPACITY + 3).forEach(number -> queue.add(notification(number)));

        assertEquals(NotificationQueue.CAPACITY, queue.queued());
        assertEquals(3, queue.dropped());
        assertEquals(notification(3), queue.next().orElseThrow());
    }

    @Test
    void keepsWhatIsNotDone() {
        queue.add(notification(1));

        queue.next();

        assertEquals(notification(1), queue.next().orElseThrow());
        assertEquals(0, queue.sent());
    }

    @Test
    void countsWhatWasAcceptedAndWhatWasNot() {
        queue.add(notification(1));
        queue.add(notification(2));

        queue.done(queue.next().orElseThrow(), true);
        queue.done(queue.next().orElseThrow(), false);

        assertTrue(queue.next().isEmpty());
        assertEquals(1, queue.sent());
        assertEquals(1, queue.dropped());
    }

    private static List<VariableBinding> notification(int number) {
        return List.of(new VariableBinding(new OID("1.3"), new Integer32(number)));
    }
}
