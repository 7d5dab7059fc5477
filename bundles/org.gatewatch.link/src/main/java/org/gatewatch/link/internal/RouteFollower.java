package org.gatewatch.link.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.KernelTables.Device;
import org.gatewatch.link.internal.KernelTables.NextHop;

/** Decides when the kernel is asked again, and publishes its answers. Owned by the netlink thread. */
final class RouteFollower implements AutoCloseable {
    /** Changes come in bursts. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Time between two looks at everything: four times what the last one took (10,000 paths: 65 ms), within limits. */
    private static final long LOOK_COST_FACTOR = 4;

    private static final long MIN_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Not every ageing of a neighbour is announced, and frames that we inject do not keep the entry young. */
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final FollowedPaths paths;
    private final Capture capture;
    private final NetlinkSocket questions = new NetlinkSocket(0);
    private final KernelTables tables = new KernelTables();
    private final RouteResolver resolver = new RouteResolver(tables);
    private final Transmitters transmitters = new Transmitters();
    private final NeighbourNudge neighbourNudge = new NeighbourNudge();
    private final Set<NextHop> hops = new HashSet<>();

    private int sequence = 1;
    private boolean warm;
    private boolean changed = true;
    private long lookDueNanos = System.nanoTime();
    private long refreshDueNanos = lookDueNanos + REFRESH_NANOS;
    private long earliestLookNanos = lookDueNanos;
    private long retryDueNanos = lookDueNanos + RETRY_NANOS;

    RouteFollower(FollowedPaths paths, Capture capture) throws IOException {
        this.paths = paths;
        this.capture = capture;
    }

    /** Takes in what changed, and does what is due. */
    void lookAgain(NetlinkEvents events) throws IOException {
        boolean[] relevant = new boolean[1];
        boolean whole = events.drain(message -> relevant[0] |= tables.accept(message));
        long nowNanos = System.nanoTime();
        if ((relevant[0] || !whole) && !changed) {
            changed = true;
            lookDueNanos = Math.max(nowNanos + SETTLE_NANOS, earliestLookNanos);
        }
        if ((changed && nowNanos >= lookDueNanos) || nowNanos >= refreshDueNanos) {
            lookAtEverything(nowNanos);
        } else {
            publish(paths.takeFresh());
        }
        if (System.nanoTime() >= retryDueNanos) {
            retry();
        }
        nudgeNeighbours();
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
        tables.reload(questions, nextSequences(3));
        transmitters.startPass();
        hops.clear();
        paths.takeFresh();
        transmitters.keepOnly(publish(paths.all()));
        neighbourNudge.keepOnly(hops);
        long endNanos = System.nanoTime();
        // the first look loads classes and opens interfaces, which says nothing about the next
        long spacingNanos = warm ? LOOK_COST_FACTOR * (endNanos - startNanos) : 0;
        warm = true;
        earliestLookNanos = endNanos + Math.max(MIN_SPACING_NANOS, Math.min(MAX_SPACING_NANOS, spacingNanos));
        refreshDueNanos = endNanos + REFRESH_NANOS;
        retryDueNanos = endNanos + RETRY_NANOS;
    }

    /** Asks for these paths and gives each its route. Returns the ways that are there. */
    private Collection<Way> publish(List<LivePath> asked) throws IOException {
        List<Resolution> resolutions = resolver.resolve(asked, questions, nextSequences(asked.size()));
        Collection<Way> ways = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Resolution resolution = resolutions.get(i);
            resolution.way().ifPresent(ways::add);
            resolution.nextHop().ifPresent(hops::add);
            asked.get(i).publish(route(resolution));
        }
        return ways;
    }

    private Route route(Resolution resolution) {
        if (resolution.way().isEmpty()) {
            return new LivePath.Obstructed(resolution.obstacle());
        }
        Way way = resolution.way().get();
        Optional<Transmitter> transmitter = transmitters.of(way);
        return transmitter.isPresent()
                ? new LivePath.Open(way, transmitter.get(), capture)
                : new LivePath.Obstructed(SendResult.SEND_ERROR);
    }

    private void retry() {
        transmitters.closeRetired();
        if (transmitters.anyFailed()) {
            changed = true;
            lookDueNanos = Math.max(System.nanoTime(), earliestLookNanos);
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

    private boolean unsettled() {
        return transmitters.unsettled() || !hops.stream().allMatch(this::isResolved);
    }

    private boolean isFresh(NextHop hop) {
        return tables.neighbour(hop).filter(KernelTables.Neighbour::fresh).isPresent();
    }

    private boolean isResolved(NextHop hop) {
        return tables.neighbour(hop).filter(KernelTables.Neighbour::valid).isPresent();
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
