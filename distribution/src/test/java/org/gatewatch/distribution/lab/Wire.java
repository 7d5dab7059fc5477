package org.gatewatch.distribution.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The packets of one probe as tcpdump saw them, to hold its reports against. */
final class Wire {
    /** So near to a boundary a packet may belong to either period: it is assigned just before the kernel stamps it. */
    private static final long BOUNDARY_NANOS = Duration.ofMillis(20).toNanos();

    private final List<Echo> echoes;
    private final long timeoutNanos;
    private final Set<Echo> overtaken;

    /**
     * @param echoes the probe's, without a gap
     * @param timeout the probe's
     */
    Wire(List<Echo> echoes, Duration timeout) {
        this.echoes = echoes;
        timeoutNanos = timeout.toNanos();
        overtaken = overtaken(echoes);
    }

    /** Whether so many packets were answered, with these round-trip times. */
    boolean explains(Report report) {
        return candidates(report).stream().anyMatch(packets -> {
            RoundTrips roundTrips = roundTrips(packets);
            return report.answered() == roundTrips.count() && roundTrips.areSummedUpBy(report.rttMicros());
        });
    }

    /** Whether so many packets as the report says had a property. */
    boolean explains(Report report, int reported, ToLongFunction<Collection<Echo>> seen) {
        return candidates(report).stream().anyMatch(packets -> seen.applyAsLong(packets) == reported);
    }

    /** How many replies there were beyond the first one of each. */
    long duplicates(Collection<Echo> packets) {
        return packets.stream()
                .mapToLong(echo -> Math.max(0, echo.replyEpochNanos().size() - 1))
                .sum();
    }

    /** How many were replied to after a later one. */
    long reordered(Collection<Echo> packets) {
        return packets.stream().filter(overtaken::contains).count();
    }

    /** How many were answered after the timeout. */
    long late(Collection<Echo> packets) {
        return packets.stream()
                .filter(echo -> echo.rttNanos().orElse(0) > timeoutNanos)
                .count();
    }

    /** How often packets began not to be answered. */
    long lossRuns(Collection<Echo> packets) {
        return runsOfLosses(packets).size();
    }

    /** How many in a row were not answered. */
    long longestLossRun(Collection<Echo> packets) {
        return runsOfLosses(packets).stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** How many damaged replies came, of those that still show whose they are. */
    long damagedReplies() {
        return echoes.stream().mapToLong(Echo::damagedReplies).sum();
    }

    /** What a failed assertion shows. */
    String describe(Report report) {
        return report + " but on the wire "
                + candidates(report).stream().map(this::describe).toList();
    }

    private String describe(Collection<Echo> packets) {
        return "%s, duplicates %d, reordered %d, late %d, loss runs %s"
                .formatted(
                        roundTrips(packets),
                        duplicates(packets),
                        reordered(packets),
                        late(packets),
                        runsOfLosses(packets));
    }

    /** The runs of packets that may be the report's: as many as it says, at the borders of its period. */
    private List<List<Echo>> candidates(Report report) {
        long endEpochNanos = report.startEpochNanos() + report.periodSeconds() * 1_000_000_000L;
        int sent = report.sent();
        return IntStream.rangeClosed(0, echoes.size() - sent)
                .filter(first -> isBoundary(first, report.startEpochNanos()) && isBoundary(first + sent, endEpochNanos))
                .mapToObj(first -> echoes.subList(first, first + sent))
                .toList();
    }

    /** Whether the moment may lie between a packet and the one before it. */
    private boolean isBoundary(int packet, long epochNanos) {
        return (packet == 0 || echoes.get(packet - 1).sentEpochNanos() < epochNanos + BOUNDARY_NANOS)
                && (packet == echoes.size() || echoes.get(packet).sentEpochNanos() > epochNanos - BOUNDARY_NANOS);
    }

    private RoundTrips roundTrips(Collection<Echo> packets) {
        return new RoundTrips(packets.stream()
                .flatMapToLong(echo -> echo.rttNanos().stream())
                .filter(nanos -> nanos <= timeoutNanos));
    }

    /** How many were not answered, for each run of them. */
    private List<Integer> runsOfLosses(Collection<Echo> packets) {
        var runs = new ArrayList<Integer>();
        int run = 0;
        for (Echo echo : packets) {
            if (isAnswered(echo)) {
                run = 0;
            } else if (run++ == 0) {
                runs.add(1);
            } else {
                runs.set(runs.size() - 1, run);
            }
        }
        return runs;
    }

    private boolean isAnswered(Echo echo) {
        return echo.rttNanos().orElse(Long.MAX_VALUE) <= timeoutNanos;
    }

    private static Set<Echo> overtaken(List<Echo> echoes) {
        var overtaken = new HashSet<Echo>();
        long firstOfLaterEpochNanos = Long.MAX_VALUE;
        for (int i = echoes.size() - 1; i >= 0; i--) {
            List<Long> replies = echoes.get(i).replyEpochNanos();
            if (!replies.isEmpty()) {
                if (replies.get(0) > firstOfLaterEpochNanos) {
                    overtaken.add(echoes.get(i));
                }
                firstOfLaterEpochNanos = Math.min(firstOfLaterEpochNanos, replies.get(0));
            }
        }
        return overtaken;
    }
}
