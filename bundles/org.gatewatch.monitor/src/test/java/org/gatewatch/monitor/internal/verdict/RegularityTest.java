package org.gatewatch.monitor.internal.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class RegularityTest {
    private final Regularity regularity = new Regularity();

    private double ratio() {
        return regularity.deviation() / regularity.deviationByChance();
    }

    @Test
    void findsLossAtRandomAsIrregularAsChance() {
        var random = new Random(1);
        for (int i = 0; i < 1000 * Regularity.BLOCK; i++) {
            regularity.count(random.nextDouble() < 0.3);
        }
        assertEquals(1.0, ratio(), 0.15);
    }

    @Test
    void findsALimiterRegular() {
        for (int i = 0; i < 6 * Regularity.BLOCK; i++) {
            regularity.count(i % 5 > 1);
        }
        assertTrue(ratio() < 0.2, () -> "ratio " + ratio());
    }

    @Test
    void findsBurstsLessRegularThanChance() {
        for (int i = 0; i < 8 * Regularity.BLOCK; i++) {
            regularity.count(i / 40 % 2 == 0);
        }
        assertTrue(ratio() > 2, () -> "ratio " + ratio());
    }

    @Test
    void needsTwoBlocksToSayAnything() {
        for (int i = 0; i < 2 * Regularity.BLOCK - 1; i++) {
            regularity.count(i % 2 == 0);
        }
        assertEquals(0, regularity.freedom());
    }
}
