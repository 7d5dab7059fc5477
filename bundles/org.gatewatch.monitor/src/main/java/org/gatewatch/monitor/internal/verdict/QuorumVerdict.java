package org.gatewatch.monitor.internal.verdict;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.report.ProbeStatus;

/**
 * What the probes of a monitor or VPN connection say together, by its {@link Quorum}. Thread-safe.
 *
 * @param health the verdict
 * @param cause the cause at the worst probe that takes part: of those that agree with the verdict
 * @param since when that probe's verdict changed last; the epoch when there is no probe
 */
public record QuorumVerdict(Health health, Cause cause, Instant since) {
    private static final QuorumVerdict OF_NONE = new QuorumVerdict(Health.UNKNOWN, Cause.NONE, Instant.EPOCH);
    /** {@link Health} is declared from best known to worst. Of equals the one that changed last completed the verdict. */
    private static final Comparator<ProbeStatus> BADNESS =
            Comparator.comparing(ProbeStatus::health).thenComparing(ProbeStatus::since);

    /** Judges; probes that are switched off, or that our own side keeps from being judged, do not count. */
    public static QuorumVerdict of(Quorum quorum, List<ProbeStatus> all) {
        var probes = all.stream()
                .filter(probe -> probe.state() != LifecycleState.INACTIVE)
                .toList();
        Health health = health(quorum, probes);
        // Where too few are bad to count, the verdict is healthy although no probe need be.
        return worst(probes, probe -> agrees(probe.health(), health))
                .map(probe -> new QuorumVerdict(health, probe.cause(), probe.since()))
                .or(() ->
                        worst(probes, probe -> true).map(probe -> new QuorumVerdict(health, Cause.NONE, probe.since())))
                .orElse(OF_NONE);
    }

    private static Health health(Quorum quorum, List<ProbeStatus> probes) {
        long judged = count(probes, health -> health != Health.UNKNOWN);
        long down = count(probes, health -> health == Health.DOWN);
        long voters = probes.stream().filter(QuorumVerdict::canVote).count();
        long bad = down + count(probes, health -> health == Health.DEGRADED);
        if (judged == 0) {
            return Health.UNKNOWN;
        }
        if (down > 0 && down >= Math.min(voters, quorum.down().orElse(Integer.MAX_VALUE))) {
            return Health.DOWN;
        }
        return bad >= quorum.degraded() ? Health.DEGRADED : Health.HEALTHY;
    }

    /** A probe that is not judged yet may still say that it is up; one that our own side keeps from probing will not. */
    private static boolean canVote(ProbeStatus probe) {
        return probe.health() != Health.UNKNOWN || probe.cause() == Cause.NONE;
    }

    private static boolean agrees(Health probe, Health verdict) {
        return probe == verdict || (verdict == Health.DEGRADED && probe == Health.DOWN);
    }

    private static long count(List<ProbeStatus> probes, Predicate<Health> what) {
        return probes.stream().map(ProbeStatus::health).filter(what).count();
    }

    private static Optional<ProbeStatus> worst(List<ProbeStatus> probes, Predicate<ProbeStatus> which) {
        return probes.stream().filter(which).max(BADNESS);
    }
}
