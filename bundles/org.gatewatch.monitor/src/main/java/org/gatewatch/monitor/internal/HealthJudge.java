package org.gatewatch.monitor.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.IcmpError;

/**
 * Turns decided samples into a verdict by {@link HealthThresholds}. Samples that our own side failed to send, or that
 * are unusable, say nothing about the path and are left out. Confined to the monitor thread.
 */
final class HealthJudge {
    private static final int ICMPV4_UNREACHABLE = 3;
    private static final int ICMPV4_FRAGMENTATION_NEEDED = 4;
    private static final int ICMPV6_PACKET_TOO_BIG = 2;

    private final HealthThresholds thresholds;
    /** A ring of the newest usable samples: true where unanswered. */
    private final boolean[] unanswered;

    private long judged;
    private int unusableInARow;
    private int losses;
    private int lossesInARow;
    private int answersInARow;
    private Health health = Health.UNKNOWN;
    private Cause lossCause = Cause.UNKNOWN;

    HealthJudge(HealthThresholds thresholds) {
        this.thresholds = thresholds;
        this.unanswered = new boolean[thresholds.window()];
    }

    Health health() {
        return health;
    }

    /** Where the fault is; our own side's when it has made samples unusable for so long that nothing is known. */
    Cause cause() {
        if (isBlind()) {
            return Cause.GATEWAY;
        }
        return health == Health.DEGRADED || health == Health.DOWN ? lossCause : Cause.NONE;
    }

    private boolean isBlind() {
        return unusableInARow >= thresholds.window();
    }

    /** Forgets everything: what was known is too old to judge by. */
    void reset() {
        judged = 0;
        losses = 0;
        lossesInARow = 0;
        answersInARow = 0;
        health = Health.UNKNOWN;
        lossCause = Cause.UNKNOWN;
        Arrays.fill(unanswered, false);
    }

    /** Takes one decided sample. */
    void decided(Outcome outcome, Optional<IcmpError> error, InetAddress destination) {
        if (outcome == Outcome.NOT_SENT || outcome == Outcome.VOID) {
            unusable();
            return;
        }
        unusableInARow = 0;
        count(outcome != Outcome.ANSWERED);
        if (outcome == Outcome.UNREACHABLE) {
            lossCause = error.isPresent() ? causeOf(error.get(), destination) : Cause.UNKNOWN;
        } else if (outcome != Outcome.ANSWERED) {
            lossCause = Cause.UNKNOWN;
        }
        health = verdict();
    }

    private void count(boolean lost) {
        int slot = (int) (judged++ % unanswered.length);
        losses += (lost ? 1 : 0) - (unanswered[slot] ? 1 : 0);
        unanswered[slot] = lost;
        lossesInARow = lost ? lossesInARow + 1 : 0;
        answersInARow = lost ? 0 : answersInARow + 1;
    }

    /** A verdict does not outlive its evidence: a whole window without a usable sample makes it unknown. */
    private void unusable() {
        unusableInARow++;
        if (isBlind()) {
            reset();
        }
    }

    private Health verdict() {
        boolean stillDown = health == Health.DOWN && answersInARow < thresholds.upAfter();
        if (stillDown || lossesInARow >= thresholds.downAfter()) {
            return Health.DOWN;
        }
        Health before = health == Health.DOWN ? Health.DEGRADED : health; // it answers again
        return judged < thresholds.minSamples() ? before : verdictOnLoss(before);
    }

    private Health verdictOnLoss(Health before) {
        double lossPercent = 100.0 * losses / Math.min(judged, unanswered.length);
        if (before == Health.DEGRADED) {
            return lossPercent < thresholds.degradedClearPercent() ? Health.HEALTHY : Health.DEGRADED;
        }
        if (lossPercent < thresholds.degradedRaisePercent()) {
            return Health.HEALTHY;
        }
        return losses >= thresholds.degradedMinLosses() ? Health.DEGRADED : before; // too few losses to be sure
    }

    static Cause causeOf(IcmpError error, InetAddress destination) {
        boolean tooBig = destination instanceof Inet6Address
                ? error.type() == ICMPV6_PACKET_TOO_BIG
                : error.type() == ICMPV4_UNREACHABLE && error.code() == ICMPV4_FRAGMENTATION_NEEDED;
        if (tooBig) {
            return Cause.MTU;
        }
        return error.sender().equals(destination) ? Cause.REMOTE : Cause.LINK;
    }
}
