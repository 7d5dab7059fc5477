package org.gatewatch.history.internal;

import static org.gatewatch.history.internal.Examples.BERLIN;
import static org.gatewatch.history.internal.Examples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Waiting waiting = Waiting.of(Examples.samples(BERLIN, START));

    @Test
    void dropsTheOldestWhenThereAreTooMany() {
        var intake = new Intake(2, 1 << 20);
        for (int i = 0; i < 3; i++) {
            intake.add(waiting);
        }

        assertEquals(1, intake.dropped());
        assertEquals(2, intake.takeAll().size());
    }

    @Test
    void dropsTheOldestWhenTheyTakeTooMuchMemory() {
        var intake = new Intake(1_000, 2L * waiting.bytes());
        for (int i = 0; i < 3; i++) {
            intake.add(waiting);
        }

        assertEquals(1, intake.dropped());
        assertEquals(2, intake.takeAll().size());
    }

    @Test
    void saysWhenAQuarterOfItsMemoryIsTaken() {
        var intake = new Intake(1_000, 8L * waiting.bytes());

        assertFalse(intake.add(waiting));
        assertTrue(intake.add(waiting));
    }

    @Test
    void saysWhenThereAreHalfAsManyAsCanBe() {
        var intake = new Intake(4, 1 << 20);

        assertFalse(intake.add(waiting));
        assertTrue(intake.add(waiting));
    }

    @Test
    void hasRoomAgainWhenAllIsTaken() {
        var intake = new Intake(1_000, 2L * waiting.bytes());
        for (int i = 0; i < 4; i++) {
            intake.add(waiting);
            intake.takeAll();
        }

        assertEquals(0, intake.dropped());
    }
}
