package org.gatewatch.link.internal.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatewatch.api.probe.SendResult;

/** The open paths. Thread-safe. */
final class FollowedPaths {
    private final Set<LivePath> all = ConcurrentHashMap.newKeySet();
    private final Queue<LivePath> fresh = new ConcurrentLinkedQueue<>();
    private final Queue<LivePath> doubted = new ConcurrentLinkedQueue<>();
    /** Whether what is fresh will be looked at. */
    private final AtomicBoolean freshTold = new AtomicBoolean();
    /** Whether the netlink thread was woken for what is doubted, and has not begun to take it. */
    private final AtomicBoolean wokenForDoubt = new AtomicBoolean();

    private final Runnable wake;

    /**
     * None yet.
     *
     * @param wake lets the netlink thread look at what is fresh or doubted
     */
    FollowedPaths(Runnable wake) {
        this.wake = wake;
    }

    /** Thousands may be added at once, at the start: the first of them wakes. */
    void add(LivePath path) {
        all.add(path);
        fresh.add(path);
        if (freshTold.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /** Thousands may be doubted at once, when a next hop fails: the first of them wakes. */
    void doubt(LivePath path) {
        doubted.add(path);
        if (wokenForDoubt.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /** What was doubted since the last call. */
    List<LivePath> takeDoubted() {
        wokenForDoubt.set(false); // before the first is taken: a doubt that comes from now on wakes again
        List<LivePath> taken = new ArrayList<>();
        for (LivePath path = doubted.poll(); path != null; path = doubted.poll()) {
            path.doubtTaken();
            taken.add(path);
        }
        return taken;
    }

    void remove(LivePath path) {
        all.remove(path);
    }

    List<LivePath> all() {
        return List.copyOf(all);
    }

    /** What was added since the last call and is still open. */
    List<LivePath> takeFresh() {
        freshTold.set(false); // first: what is added from now on wakes again
        List<LivePath> taken = new ArrayList<>();
        for (LivePath path = fresh.poll(); path != null; path = fresh.poll()) {
            if (all.contains(path)) {
                taken.add(path);
            }
        }
        return taken;
    }

    void obstructAll(SendResult reason) {
        all.forEach(path -> path.publish(new LivePath.Obstructed(reason)));
    }
}
