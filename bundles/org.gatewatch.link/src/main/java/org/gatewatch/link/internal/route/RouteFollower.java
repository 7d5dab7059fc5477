package org.gatewatch.link.internal.route;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Change;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.NetlinkEvents;
import org.gatewatch.link.internal.kernel.NetlinkMessage;
import org.gatewatch.link.internal.kernel.NetlinkSocket;
import org.gatewatch.link.internal.kernel.NextHop;

/** Decides when the kernel is asked again, and publishes its answers. Owned by the netlink thread. */
final class RouteFollower implements AutoCloseable {
    private final FollowedPaths paths;
    private final NetlinkSocket questions = new NetlinkSocket(0);
    private final KernelTables tables = new KernelTables();
    private final RouteResolver resolver = new RouteResolver(tables);
    private final Transmitters transmitters = new Transmitters();
    private final RouteBook book;
    private final Destinations destinations;
    private final NeighbourNudge neighbourNudge = new NeighbourNudge();
    private final Set<NextHop> hops = new HashSet<>();
    private final LookSchedule schedule = new LookSchedule(System.nanoTime());

    private int sequence = 1;
    private boolean tablesLost = true;

    RouteFollower(FollowedPaths paths, BooleanSupplier capturing) throws IOException {
        this.paths = paths;
        destinations = new Destinations(paths);
        book = new RouteBook(tables, transmitters, capturing);
    }

    /** Takes in what changed, and does what is due. */
    void lookAgain(NetlinkEvents events) throws IOException {
        takeIn(events);
        long nowNanos = System.nanoTime();
        if (schedule.lookDue(nowNanos)) {
            lookAtEverything(nowNanos);
        }
        if (schedule.refreshDue(nowNanos)) {
            refresh();
        }
        ask(paths.takeFresh());
        if (schedule.retryDue(System.nanoTime())) {
            retry();
        }
        paths.takeDoubted().forEach(this::doubt);
        nudgeNeighbours();
    }

    /** What is known to be wrong is published at once; the kernel is asked about the rest when the burst has settled. */
    private void takeIn(NetlinkEvents events) throws IOException {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        boolean whole = events.drain(message -> changes.add(change(message)));
        if (changes.contains(Change.NEIGHBOUR) || changes.contains(Change.INTERFACE)) {
            book.republish(paths.all());
        }
        tablesLost |= !whole;
        if (!whole || changes.contains(Change.INTERFACE) || changes.contains(Change.ROUTE)) {
            lookAfter(LookSchedule.SETTLE_NANOS);
        }
    }

    private Change change(NetlinkMessage message) {
        Change change = tables.accept(message);
        return change == Change.ROUTE && !destinations.concernedBy(message) ? Change.NONE : change;
    }

    private void lookAfter(long nanos) {
        schedule.lookAfter(nanos, System.nanoTime());
    }

    /** How long nothing is to be done unless something changes. */
    int waitMillis() {
        long idleNanos = schedule.idleNanos(unsettled(), System.nanoTime());
        return (int) TimeUnit.NANOSECONDS.toMillis(idleNanos) + 1;
    }

    private void lookAtEverything(long startNanos) throws IOException {
        schedule.looking();
        if (tablesLost) {
            reloadTables();
        }
        paths.takeFresh();
        pass(List.of(), paths.all());
        schedule.looked(startNanos, System.nanoTime());
    }

    /** Nothing changed that was announced: the tables tell who aged, and a part of the paths is asked for to be sure. */
    private void refresh() throws IOException {
        reloadTables();
        List<LivePath> all = paths.all();
        pass(all, schedule.nextSlice(all));
        schedule.refreshed(System.nanoTime());
    }

    private void reloadTables() throws IOException {
        tablesLost = !tables.reload(questions, nextSequences(3), hops);
        if (tablesLost) {
            lookAfter(LookSchedule.REREAD_NANOS);
        }
    }

    /** Makes all routes again, of what is known and what is asked now, and forgets what no path uses any more. */
    private void pass(List<LivePath> known, List<LivePath> asked) throws IOException {
        transmitters.startPass();
        book.forget();
        hops.clear();
        known.forEach(path -> publish(path, path.bearing()));
        ask(asked);
        transmitters.endPass();
        neighbourNudge.keepOnly(hops);
    }

    /** Asks for these paths and gives each its route. */
    private void ask(List<LivePath> asked) throws IOException {
        List<Bearing> bearings = resolver.resolve(asked, questions, nextSequences(asked.size()));
        for (int i = 0; i < asked.size(); i++) {
            publish(asked.get(i), bearings.get(i));
        }
        if (!asked.isEmpty()) {
            destinations.forget();
        }
    }

    private void publish(LivePath path, Bearing bearing) {
        if (bearing instanceof Bearing.Framed framed) {
            framed.next().ifPresent(hops::add);
        }
        book.publish(path, bearing);
    }

    private void retry() {
        transmitters.closeRetired();
        if (transmitters.anyFailed()) {
            lookAfter(0);
        }
        schedule.retried(System.nanoTime());
    }

    private void nudgeNeighbours() {
        long nowNanos = System.nanoTime();
        for (NextHop hop : hops) {
            Optional<Device> device = tables.device(hop.interfaceIndex());
            if (device.isPresent() && !isFresh(hop)) {
                long spacingNanos = isResolved(hop) ? LookSchedule.REFRESH_NANOS : LookSchedule.RETRY_NANOS;
                neighbourNudge.nudge(
                        hop, asked -> NeighbourNudge.sendEcho(asked, device.get()), spacingNanos, nowNanos);
            } else {
                neighbourNudge.settled(hop);
            }
        }
        neighbourNudge.askWaiting(nowNanos);
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
        return transmitters.unsettled()
                || neighbourNudge.anyWaiting()
                || !hops.stream().allMatch(this::isResolved);
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

    /** No path keeps a route to a socket that is closed. */
    @Override
    public void close() {
        paths.obstructAll(SendResult.SEND_ERROR);
        transmitters.close();
        questions.close();
    }
}
