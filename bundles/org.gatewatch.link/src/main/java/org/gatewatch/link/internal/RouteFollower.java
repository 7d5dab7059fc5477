package org.gatewatch.link.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Decides when the kernel is asked again, and publishes its answers. Owned by the netlink thread. */
final class RouteFollower implements AutoCloseable {
    /** Changes come in bursts. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Time between two looks at everything: four times what the last one took (10,000 paths: 65 ms), within limits. */
    private static final long LOOK_COST_FACTOR = 4;

    private static final long MIN_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** When a table changes while it is read. */
    private static final long REREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Not every ageing of a neighbour is announced, and frames that we inject do not keep the entry young. */
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(15);
    /**
     * A question costs 12 µs, and changes of routes are announced: each refresh makes sure of one path in so many, and of
     * all of them in four minutes.
     */
    private static final int REFRESHES_FOR_ALL = 16;
    /** So few are all asked for each time. */
    private static final int FEW_PATHS = 256;

    private final FollowedPaths paths;
    private final NetlinkSocket questions = new NetlinkSocket(0);
    private final KernelTables tables = new KernelTables();
    private final RouteResolver resolver = new RouteResolver(tables);
    private final Transmitters transmitters = new Transmitters();
    private final RouteBook book;
    private final NeighbourNudge neighbourNudge = new NeighbourNudge();
    private final Set<NextHop> hops = new HashSet<>();

    private int sequence = 1;
    private int refreshes;
    private boolean warm;
    private boolean changed = true;
    private boolean tablesLost = true;
    private long lookDueNanos = System.nanoTime();
    private long refreshDueNanos = lookDueNanos + REFRESH_NANOS;
    private long earliestLookNanos = lookDueNanos;
    private long retryDueNanos = lookDueNanos + RETRY_NANOS;

    RouteFollower(FollowedPaths paths, Capture capture) throws IOException {
        this.paths = paths;
        book = new RouteBook(tables, transmitters, capture);
    }

    /** Takes in what changed, and does what is due. */
    void lookAgain(NetlinkEvents events) throws IOException {
        takeIn(events);
        long nowNanos = System.nanoTime();
        if (changed && nowNanos >= lookDueNanos) {
            lookAtEverything(nowNanos);
        } else if (nowNanos >= refreshDueNanos) {
            refresh(nowNanos);
        } else {
            ask(paths.takeFresh());
        }
        if (System.nanoTime() >= retryDueNanos) {
            retry();
        }
        paths.takeDoubted().forEach(this::doubt);
        nudgeNeighbours();
    }

    /** What is known to be wrong is published at once; the kernel is asked about the rest when the burst has settled. */
    private void takeIn(NetlinkEvents events) throws IOException {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        boolean whole = events.drain(message -> changes.add(tables.accept(message)));
        if (changes.contains(Change.NEIGHBOUR) || changes.contains(Change.INTERFACE)) {
            book.republish(paths.all());
        }
        tablesLost |= !whole;
        if (!whole || changes.contains(Change.INTERFACE) || changes.contains(Change.ROUTE)) {
            lookAfter(SETTLE_NANOS);
        }
    }

    private void lookAfter(long nanos) {
        if (!changed) {
            changed = true;
            lookDueNanos = Math.max(System.nanoTime() + nanos, earliestLookNanos);
        }
    }

    /** How long nothing is to be done unless something changes. */
    int waitMillis() {
        long dueNanos = refreshDueNanos;
        if (changed) {
            dueNanos = Math.min(dueNanos, lookDueNanos);
        }
        if (unsettled()) {
            dueNanos = Math.min(dueNanos, retryDueNanos);
        }
        long leftNanos = Math.max(0, dueNanos - System.nanoTime());
        return (int) TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1;
    }

    private void lookAtEverything(long startNanos) throws IOException {
        changed = false;
        if (tablesLost) {
            reloadTables();
        }
        transmitters.startPass();
        book.forget();
        hops.clear();
        paths.takeFresh();
        ask(paths.all());
        transmitters.endPass();
        neighbourNudge.keepOnly(hops);
        long endNanos = System.nanoTime();
        // the first look loads classes and opens interfaces, which says nothing about the next
        long spacingNanos = warm ? LOOK_COST_FACTOR * (endNanos - startNanos) : 0;
        warm = true;
        earliestLookNanos = endNanos + Math.max(MIN_SPACING_NANOS, Math.min(MAX_SPACING_NANOS, spacingNanos));
        retryDueNanos = endNanos + RETRY_NANOS;
        if (tablesLost) {
            lookAfter(REREAD_NANOS);
        }
    }

    /** Looks at what changes unannounced. */
    private void refresh(long nowNanos) throws IOException {
        reloadTables();
        refreshDueNanos = nowNanos + REFRESH_NANOS;
        if (tablesLost) {
            lookAfter(REREAD_NANOS);
            return;
        }
        List<LivePath> all = paths.all();
        transmitters.startPass();
        book.republish(all);
        hops.clear();
        all.forEach(path -> nextHop(path.bearing()).ifPresent(hops::add));
        ask(paths.takeFresh());
        ask(itsTurn(all));
        transmitters.endPass();
        neighbourNudge.keepOnly(hops);
        retryDueNanos = System.nanoTime() + RETRY_NANOS;
    }

    private void reloadTables() throws IOException {
        tablesLost = !tables.reload(questions, nextSequences(3), hops);
    }

    private List<LivePath> itsTurn(List<LivePath> all) {
        if (all.size() <= FEW_PATHS) {
            return all;
        }
        refreshes++;
        return IntStream.range(0, all.size())
                .filter(i -> i % REFRESHES_FOR_ALL == refreshes % REFRESHES_FOR_ALL)
                .mapToObj(all::get)
                .toList();
    }

    /** Asks for these paths and gives each its route. */
    private void ask(List<LivePath> asked) throws IOException {
        List<Bearing> bearings = resolver.resolve(asked, questions, nextSequences(asked.size()));
        for (int i = 0; i < asked.size(); i++) {
            nextHop(bearings.get(i)).ifPresent(hops::add);
            book.publish(asked.get(i), bearings.get(i));
        }
    }

    private static Optional<NextHop> nextHop(Bearing bearing) {
        return bearing instanceof Bearing.Framed framed ? framed.next() : Optional.empty();
    }

    private void retry() {
        transmitters.closeRetired();
        if (transmitters.anyFailed()) {
            lookAfter(0);
        }
        retryDueNanos = System.nanoTime() + RETRY_NANOS;
    }

    private void nudgeNeighbours() {
        long nowNanos = System.nanoTime();
        for (NextHop hop : hops) {
            Optional<Device> device = tables.device(hop.interfaceIndex());
            if (device.isPresent() && !isFresh(hop)) {
                long spacingNanos = isResolved(hop) ? REFRESH_NANOS : RETRY_NANOS;
                neighbourNudge.nudge(hop, device.get(), spacingNanos, nowNanos);
            }
        }
    }

    private void doubt(LivePath path) {
        if (path.bearing() instanceof Bearing.Framed framed && path.route() instanceof LivePath.Open open) {
            framed.next()
                    .ifPresent(
                            hop -> neighbourNudge.doubt(hop, asked -> solicit(asked, framed, open), System.nanoTime()));
        }
    }

    /** What the answer says, the kernel tells us as for any other neighbour; a lost question is asked again. */
    private void solicit(NextHop hop, Bearing.Framed framed, LivePath.Open open) {
        boolean four = hop.address() instanceof Inet4Address;
        Optional<InetAddress> from = tables.addressOn(hop.interfaceIndex(), four)
                .or(() -> Optional.of(framed.source()).filter(source -> source instanceof Inet4Address == four));
        Optional<Device> device = tables.device(hop.interfaceIndex());
        if (from.isPresent() && device.isPresent()) {
            byte[] asker = device.get().mac().bytes();
            open.transmitter().send(Solicitation.frame(asker, from.get(), hop.address()));
        }
    }

    private boolean unsettled() {
        return transmitters.unsettled() || !hops.stream().allMatch(this::isResolved);
    }

    private boolean isFresh(NextHop hop) {
        return tables.neighbour(hop).fresh();
    }

    private boolean isResolved(NextHop hop) {
        return tables.neighbour(hop).valid();
    }

    private int nextSequences(int count) {
        int first = sequence;
        sequence = (sequence + Math.max(1, count)) & 0x3fffffff;
        return first;
    }

    @Override
    public void close() {
        transmitters.close();
        questions.close();
    }
}
