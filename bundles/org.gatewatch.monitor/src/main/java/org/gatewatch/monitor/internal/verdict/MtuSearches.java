package org.gatewatch.monitor.internal.verdict;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the searches of all probes, a few at a time in the order in which they were asked for: when a whole network is
 * silent, ten thousand of them must not double what is sent.
 */
public final class MtuSearches {
    private static final Logger LOG = LoggerFactory.getLogger(MtuSearches.class);
    private static final int AT_ONCE = 8;
    private static final long AGAIN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int ECHO_HEADER_BYTES = 8;
    /** With the one option that our SYN carries, its maximum segment size. */
    private static final int SYN_HEADER_BYTES = 24;

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;

    private final Clock clock;
    private final MtuSearch.Opener opener;
    private final Deque<Wish> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();

    public MtuSearches(Clock clock, MtuSearch.Opener opener) {
        this.clock = clock;
        this.opener = opener;
    }

    private record Running(Wish wish, MtuSearch search) {}

    /** Lets time pass. */
    public void advance() {
        while (running.size() < AT_ONCE && !waiting.isEmpty()) {
            Wish wish = waiting.remove();
            running.add(new Running(wish, new MtuSearch(opener, wish.probe, wish.destination)));
        }
        for (int i = running.size() - 1; i >= 0; i--) { // no iterator: usually there is nothing to do
            if (isOver(running.get(i))) {
                Running ended = running.remove(i);
                ended.wish.ended(ended.search);
            }
        }
    }

    /** Whether nobody searches or waits. */
    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }

    private boolean isOver(Running one) {
        try {
            return one.search.advance(clock.nanoTime());
        } catch (RuntimeException e) { // a transport is another's code
            LOG.error("mtu-search-failed: The search for the largest packet to {} failed", one.wish.destination, e);
            one.search.close();
            return true;
        }
    }

    /** The IP packets that a probe sends. */
    static int packetBytes(Probe probe, InetAddress destination) {
        int ip = destination instanceof Inet4Address ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES;
        int transport = probe.packet().protocol() == Protocol.ICMP ? ECHO_HEADER_BYTES : SYN_HEADER_BYTES;
        return ip + transport + probe.packet().sizeBytes();
    }

    /** Makes a probe's right to a search. */
    Wish wish(Probe probe, InetAddress destination, IntConsumer found) {
        return new Wish(probe, destination, found);
    }

    /** One probe's searches: at most one at a time, and one in five minutes. */
    final class Wish {
        private final Probe probe;
        private final InetAddress destination;
        private final IntConsumer found;
        private boolean asked;
        private boolean endedBefore;
        private long endedAtNanos;

        private Wish(Probe probe, InetAddress destination, IntConsumer found) {
            this.probe = probe;
            this.destination = destination;
            this.found = found;
        }

        /** Asks for a search, if it is time for one; the result is told on this thread. */
        void ask() {
            boolean due = !endedBefore || clock.nanoTime() - endedAtNanos >= AGAIN_NANOS;
            if (!asked && due) {
                asked = true;
                waiting.add(this);
            }
        }

        /** The probe's own packets pass, or it is gone: there is nothing to look for. */
        void withdraw() {
            if (!asked) {
                return;
            }
            asked = false;
            waiting.remove(this);
            for (int i = running.size() - 1; i >= 0; i--) {
                if (running.get(i).wish == this) {
                    running.remove(i).search.close();
                }
            }
        }

        private void ended(MtuSearch search) {
            asked = false;
            endedBefore = true;
            endedAtNanos = clock.nanoTime();
            search.found()
                    .ifPresent(size -> found.accept(
                            packetBytes(probe.sending(probe.packet().sized(size)), destination)));
        }
    }
}
