package org.gatewatch.monitor.internal.names;

import java.net.Inet4Address;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps asking what the names of destinations mean. Asking waits for the network, so it is done by a few threads that end
 * when they are idle; everything else is confined to the monitor thread.
 *
 * <p>A resolver that hangs holds a thread for as long as it likes. It is given up for lost after a second and another
 * thread takes its place; names that hung, or were never answered, share a limited number of threads in turn, so that
 * names that are answered quickly always find one.
 */
public final class Names implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);
    /** An answer that takes longer is slow. */
    private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

    /** Leaves room for those that are answered quickly. */
    private static final int SLOW_AT_ONCE = ResolverThreads.MAX_THREADS - ResolverThreads.THREADS;

    private static final int QUICK_AT_ONCE = 256;
    private static final Comparator<Lookup> BY_DUE = Comparator.comparingLong(Lookup::dueNanos);

    private final Clock clock;
    private final NameService service;
    private final Workers workers;
    private final Map<Lookup.Name, Lookup> lookups = new HashMap<>();
    private final PriorityQueue<Lookup> quick = new PriorityQueue<>(BY_DUE);
    private final PriorityQueue<Lookup> slow = new PriorityQueue<>(BY_DUE);
    private final List<Asking> asking = new ArrayList<>();
    private final Queue<Asking> answered = new ConcurrentLinkedQueue<>();

    /** Asks on threads of its own. */
    public Names(Clock clock, NameService service) {
        this(clock, service, new ResolverThreads());
    }

    public Names(Clock clock, NameService service, Workers workers) {
        this.clock = clock;
        this.service = service;
        this.workers = workers;
    }

    /** One user of a name. */
    public interface Use extends AutoCloseable {
        /** Hears no more of it. */
        @Override
        void close();
    }

    /**
     * Keeps a user up to date about a name: tells it what is known, if anything is, and whatever changes.
     *
     * @param source decides the family of the address where the destination leaves it open
     */
    public Use use(Destination.Name destination, Source source, Consumer<Resolution> user) {
        var name = new Lookup.Name(destination.host(), family(destination, source));
        Lookup lookup = lookups.computeIfAbsent(name, this::begin);
        lookup.add(user);
        return () -> {
            lookup.remove(user);
            if (!lookup.isUsed()) {
                lookups.remove(name, lookup);
            }
        };
    }

    private static Family family(Destination.Name destination, Source source) {
        if (destination.family() != Family.ANY || !(source instanceof Source.Address from)) {
            return destination.family();
        }
        return from.address() instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
    }

    private Lookup begin(Lookup.Name name) {
        var lookup = new Lookup(name, clock.nanoTime());
        slow.add(lookup);
        return lookup;
    }

    /** Lets time pass: tells answers, and asks what is due. */
    public void advance() {
        long now = clock.nanoTime();
        for (Asking done = answered.poll(); done != null; done = answered.poll()) {
            asking.remove(done);
            done.lookup.take(done.answer, now);
            plan(done.lookup);
        }
        int hanging = 0;
        int slowOnes = 0;
        for (int i = 0; i < asking.size(); i++) { // no iterator: usually there is nothing to do
            Asking one = asking.get(i);
            hanging += one.isHanging(now) ? 1 : 0;
            slowOnes += one.lookup.isQuick() ? 0 : 1;
        }
        workers.hanging(hanging);
        ask(quick, QUICK_AT_ONCE - (asking.size() - slowOnes), now);
        ask(slow, SLOW_AT_ONCE - slowOnes, now);
    }

    /** Whether nobody is being asked. */
    boolean isIdle() {
        return asking.isEmpty();
    }

    private void plan(Lookup lookup) {
        if (lookup.isUsed()) {
            (lookup.isQuick() ? quick : slow).add(lookup);
        }
    }

    private void ask(PriorityQueue<Lookup> due, int atMost, long now) {
        int left = atMost;
        while (left > 0 && !due.isEmpty() && due.peek().dueNanos() - now <= 0) {
            Lookup lookup = due.remove();
            if (lookup.isUsed()) {
                var one = new Asking(lookup);
                asking.add(one);
                workers.execute(one);
                left--;
            }
        }
    }

    /** Asks nobody any more. */
    @Override
    public void close() {
        workers.close();
    }

    /** Asking for one name once. */
    private final class Asking implements Runnable {
        private final Lookup lookup;
        private volatile boolean started;
        private volatile long startedAtNanos;
        /** Set before this is queued as answered. */
        private Lookup.Answer answer = new Lookup.Answer(List.of(), Optional.of("the resolver failed"), false);

        private Asking(Lookup lookup) {
            this.lookup = lookup;
        }

        boolean isHanging(long now) {
            boolean hangs = started && isSlow(now);
            if (hangs) {
                lookup.slow();
            }
            return hangs;
        }

        private boolean isSlow(long now) {
            return now - startedAtNanos > SLOW_NANOS;
        }

        @Override
        public void run() {
            startedAtNanos = clock.nanoTime();
            started = true;
            String host = lookup.name.host();
            try {
                var addresses = List.of(service.addressesOf(host));
                answer = Lookup.Answer.of(addresses, !isSlow(clock.nanoTime()));
            } catch (UnknownHostException e) {
                answer = Lookup.Answer.failed(host, e, !isSlow(clock.nanoTime()));
            } catch (RuntimeException e) { // a resolver is another's code: its fault must stay this name's
                answer = new Lookup.Answer(List.of(), Optional.of(e.toString()), false);
            } catch (Error e) {
                LOG.error("thread-ended: Asking for {} ended its thread", host, e);
                throw e;
            } finally {
                answered.add(this); // its place is another's now
            }
        }
    }
}
