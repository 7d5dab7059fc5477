package org.gatewatch.link.internal;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;

/** A path whose route the netlink thread replaces. */
final class LivePath implements Path {
    private static final Bearing NO_BEARING = new Bearing.Blocked(SendResult.NEIGHBOUR_UNRESOLVED);
    private static final Route NOT_ASKED_YET = new Obstructed(SendResult.NEIGHBOUR_UNRESOLVED);

    private final InetAddress destination;
    private final Source source;
    private final int mark;
    private final FollowedPaths paths;
    private final AtomicBoolean doubted = new AtomicBoolean();
    private Bearing bearing = NO_BEARING; // netlink thread only
    private volatile Route route = NOT_ASKED_YET;

    LivePath(InetAddress destination, Source source, int mark, FollowedPaths paths) {
        this.destination = destination;
        this.source = source;
        this.mark = mark;
        this.paths = paths;
    }

    InetAddress destination() {
        return destination;
    }

    Source source() {
        return source;
    }

    int mark() {
        return mark;
    }

    /** What the kernel last answered. Netlink thread. */
    Bearing bearing() {
        return bearing;
    }

    /** Takes what the kernel answered, and the route that it means now. Netlink thread. */
    void take(Bearing nextBearing, Route nextRoute) {
        bearing = nextBearing;
        publish(nextRoute);
    }

    @Override
    public void doubt() {
        if (doubted.compareAndSet(false, true)) {
            paths.doubt(this);
        }
    }

    /** From now on it may be doubted again. */
    void doubtTaken() {
        doubted.set(false);
    }

    @Override
    public Route route() {
        return route;
    }

    /** Takes another route; an equal one changes nothing, so that nobody rebuilds frames for it. */
    void publish(Route next) {
        if (!next.equals(route)) {
            route = next;
        }
    }

    @Override
    public void close() {
        paths.remove(this);
    }

    /** No way, and why. */
    record Obstructed(SendResult reason) implements Route {
        @Override
        public Optional<Way> way() {
            return Optional.empty();
        }

        @Override
        public SendResult send(byte[] frame) {
            return reason;
        }
    }

    /**
     * A way that packets can take. Record equality compares the transmitter by identity: a reopened one is another.
     *
     * @param takenWay how frames look
     * @param transmitter where they go
     * @param capture what sees them leave; without it no answer would be seen either
     */
    record Open(Way takenWay, Transmitter transmitter, Capture capture) implements Route {
        @Override
        public Optional<Way> way() {
            return Optional.of(takenWay);
        }

        @Override
        public SendResult send(byte[] frame) {
            if (!capture.running()) {
                return SendResult.CAPTURE_DOWN;
            }
            if (frame.length - takenWay.header().length() > takenWay.mtuBytes()) {
                return SendResult.TOO_BIG;
            }
            return transmitter.send(frame);
        }
    }
}
