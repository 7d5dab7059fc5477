package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeighbourTest {
    private static final int INCOMPLETE = 0x01;
    private static final int REACHABLE = 0x02;
    private static final int STALE = 0x04;
    private static final int FAILED = 0x20;
    private static final Mac MAC = new Mac(1, 6);
    private static final Mac OTHER = new Mac(2, 6);

    @ParameterizedTest
    @CsvSource({
        "0x00, false, false",
        "0x01, false, false",
        "0x02, true, true",
        "0x04, true, false",
        "0x08, true, false",
        "0x10, true, false",
        "0x20, false, false",
        "0x40, true, true",
        "0x80, true, true",
    })
    void isValidAndFreshAsTheKernelHasIt(String state, boolean valid, boolean fresh) {
        Neighbour neighbour = Neighbour.of(Integer.decode(state), MAC, false);
        assertEquals(valid, neighbour.valid());
        assertEquals(fresh, neighbour.fresh());
    }

    @Test
    void staysFailedUntilItIsValid() {
        assertTrue(Neighbour.of(FAILED, Mac.NONE, false).failed());
        assertTrue(Neighbour.of(INCOMPLETE, Mac.NONE, true).failed());
        assertFalse(Neighbour.of(INCOMPLETE, Mac.NONE, false).failed());
        assertFalse(Neighbour.of(STALE, MAC, true).failed());
    }

    @Test
    void isTheSameWayWhenItOnlyAges() {
        assertTrue(Neighbour.of(REACHABLE, MAC, false).sameWay(Neighbour.of(STALE, MAC, false)));
    }

    @Test
    void isAnotherWayWithAnotherMac() {
        assertFalse(Neighbour.of(STALE, MAC, false).sameWay(Neighbour.of(STALE, OTHER, false)));
    }

    @Test
    void isAnotherWayOnceItFailed() {
        Neighbour asked = Neighbour.of(INCOMPLETE, Mac.NONE, false);
        assertFalse(asked.sameWay(Neighbour.of(FAILED, Mac.NONE, false)));
        assertFalse(asked.sameWay(Neighbour.of(REACHABLE, MAC, false)));
    }

    @Test
    void hasNoWayToDifferInWhileUnresolved() {
        assertTrue(Neighbour.of(INCOMPLETE, MAC, false).sameWay(Neighbour.of(INCOMPLETE, OTHER, false)));
    }
}
