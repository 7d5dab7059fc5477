package org.gatewatch.monitor.internal.verdict;

import java.util.List;

/**
 * Whether answers come more regularly than chance would have it: counts them per block of consecutive samples. Loss at
 * random leaves a binomial number in each block; a limiter leaves nearly the same number in all.
 */
final class Regularity {
    /** Long enough that a limiter which drops one packet in twenty shows. */
    static final int BLOCK = 16;

    private static final int MIN_FREEDOM = 3;
    private static final double REGULAR = 0.5;

    private int samplesInBlock;
    private int answersInBlock;
    private int blocks;
    private int answers;
    private int squares;

    void count(boolean lost) {
        answersInBlock += lost ? 0 : 1;
        samplesInBlock++;
        if (samplesInBlock == BLOCK) {
            blocks++;
            answers += answersInBlock;
            squares += answersInBlock * answersInBlock;
            samplesInBlock = 0;
            answersInBlock = 0;
        }
    }

    /** How many complete blocks there are beyond the one that a mean needs. */
    int freedom() {
        return Math.max(0, blocks - 1);
    }

    /** Sum of the squared deviations of the blocks from their mean. */
    double deviation() {
        return blocks == 0 ? 0 : squares - (double) answers * answers / blocks;
    }

    /** What {@link #deviation()} would be on average if each sample were lost by chance: Bernoulli's {@code p(1-p)}. */
    double deviationByChance() {
        double p = blocks == 0 ? 0 : (double) answers / (blocks * BLOCK);
        return freedom() * BLOCK * p * (1 - p);
    }

    /** Whether the answers to several probes together vary less than half as much as chance would have it. */
    static boolean isBeyondChance(List<Regularity> probes) {
        int freedom = probes.stream().mapToInt(Regularity::freedom).sum();
        double deviation = probes.stream().mapToDouble(Regularity::deviation).sum();
        double chance =
                probes.stream().mapToDouble(Regularity::deviationByChance).sum();
        // Where every probe is either answered or silent, as fixed phases to a limiter make them, there is no chance.
        return freedom >= MIN_FREEDOM && (chance == 0 || deviation < REGULAR * chance);
    }
}
