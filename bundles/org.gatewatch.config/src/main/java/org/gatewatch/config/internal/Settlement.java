package org.gatewatch.config.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Problems;

/**
 * Decides which version of each file runs, so that no name is given twice and all probes fit the memory. A file whose newest
 * version claims a name that is taken, or needs more memory than is left, keeps its last good version, which
 * may in turn take a name or room from another file: so this goes round until nothing changes any more. It ends, because
 * the last good versions agree with each other.
 */
final class Settlement<T> {
    /** One file: its newest version, absent when it has problems, and its last good one, absent when there is none. */
    record Candidate<T>(String file, Optional<Version<T>> newest, Optional<Version<T>> lastGood) {}

    /** A claim as it competes: a lower rank goes first. */
    private record Bid<T>(int rank, Candidate<T> candidate, Claim claim) {}

    private static final int KEPT = 0;
    private static final int HELD_ALREADY = 1;
    private static final int NEW = 2;

    private final List<Candidate<T>> candidates;
    private final long roomBytes;
    private final Set<String> fallenBack = new HashSet<>();
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    private Settlement(List<Candidate<T>> candidates, long roomBytes) {
        this.candidates = candidates;
        this.roomBytes = roomBytes;
    }

    /**
     * Settles for once.
     *
     * @param candidates in the order in which they come first at a name that nobody holds yet
     * @param roomBytes the memory that they share
     */
    static <T> Settlement<T> of(List<Candidate<T>> candidates, long roomBytes) {
        var settlement = new Settlement<>(List.copyOf(candidates), roomBytes);
        while (settlement.someLoseNames() || settlement.someDoNotFit()) {
            // each round lets at least one more file fall back, and a file does so once
        }
        return settlement;
    }

    /** The version that runs, by file; a file of which none can run is absent. */
    SortedMap<String, Version<T>> running() {
        var running = new TreeMap<String, Version<T>>();
        for (var candidate : candidates) {
            choice(candidate).ifPresent(version -> running.put(candidate.file(), version));
        }
        return running;
    }

    List<ConfigurationProblem> problems() {
        return List.copyOf(problems);
    }

    private boolean isNewest(Candidate<T> candidate) {
        return candidate.newest().isPresent() && !fallenBack.contains(candidate.file());
    }

    private Optional<Version<T>> choice(Candidate<T> candidate) {
        return isNewest(candidate) ? candidate.newest() : candidate.lastGood();
    }

    private boolean someLoseNames() {
        Map<Claim.Subject, Bid<T>> winners = new HashMap<>();
        var losers = new HashSet<String>();
        for (Bid<T> bid : bids()) {
            Bid<T> winner = winners.putIfAbsent(bid.claim().subject(), bid);
            if (winner != null && bid.rank() != KEPT) {
                losers.add(bid.candidate().file());
                report(bid.claim(), winner);
            }
        }
        return fallenBack.addAll(losers);
    }

    /** Files that need no more than they hold come first, then the others in their order. */
    private boolean someDoNotFit() {
        var budget = new MemoryBudget(roomBytes);
        candidates.forEach(candidate -> budget.reserve(Math.min(held(candidate), wanted(candidate))));
        var losers = new HashSet<String>();
        for (var candidate : candidates) {
            long held = held(candidate);
            if (wanted(candidate) > held && !budget.grow(held, wanted(candidate))) {
                losers.add(candidate.file());
                problems.add(budget.problem(
                        candidate.file(), held, choice(candidate).orElseThrow().demands()));
            }
        }
        return fallenBack.addAll(losers);
    }

    private long held(Candidate<T> candidate) {
        return candidate.lastGood().map(Version::bytes).orElse(0L);
    }

    private long wanted(Candidate<T> candidate) {
        return choice(candidate).map(Version::bytes).orElse(0L);
    }

    private List<Bid<T>> bids() {
        var bids = new ArrayList<Bid<T>>();
        for (var candidate : candidates) {
            var held = candidate.lastGood().map(Version::subjects).orElse(Set.of());
            for (Claim claim : choice(candidate).map(Version::claims).orElse(List.of())) {
                bids.add(new Bid<>(rank(candidate, held.contains(claim.subject())), candidate, claim));
            }
        }
        bids.sort(Comparator.comparingInt(Bid::rank));
        return bids;
    }

    private int rank(Candidate<T> candidate, boolean isHeld) {
        if (!isNewest(candidate)) {
            return KEPT;
        }
        return isHeld ? HELD_ALREADY : NEW;
    }

    private void report(Claim claim, Bid<T> winner) {
        String version = winner.rank() == KEPT ? " (in that file's last good version, which keeps running)" : "";
        var place = claim.place();
        problems.add(new ConfigurationProblem(
                place.file(),
                place.line(),
                place.column(),
                claim.key(),
                claim.name(),
                Problems.message(winner.claim().taken() + version, Claim.ALLOWED)));
    }
}
