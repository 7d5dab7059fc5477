package org.gatewatch.monitor.internal;

import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.monitor.internal.verdict.Verdict;

/** What a status says of what every sample may change: one small object to look at for each, where the status is three. */
record Shown(Health health, Cause cause, long paceNanos, OptionalInt pathMtu) {
    static Shown by(ProbeStatus status) {
        return new Shown(status.health(), status.cause(), status.pace().toNanos(), status.pathMtu());
    }

    /** Whether it shows what was found out by sending otherwise than wanted. */
    boolean trials(Verdict verdict) {
        return paceNanos == verdict.paceNanos() && pathMtu.equals(verdict.pathMtu());
    }
}
