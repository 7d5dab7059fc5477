package org.gatewatch.link.internal.route;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;

/** A path whose route the netlink thread replaces. */
public final class LivePath implements Path {
    private static final Bearing NO_BEARING = new Bearing.Blocked(SendResult.NEIGHBOUR_UNRESOLVED);
    private static final Route NOT_ASKED_YET = new Obstructed(SendResult.NEIGHBOUR_UNRESOLVED);

    private final InetAddress destination;
    private final Source source;
    private final int mark;
    private final FollowedPaths paths;
    private Bearing bearing = NO_BEARING; // netlink thread only
    private volatile Route route = NOT_ASKED_YET;
    private volatile boolean doubted;

    LivePath(InetAddress destination, Source source, int mark, FollowedPaths paths) {
        this.destination = destination;
        this.source = source;
        this.mark = mark;
        this.paths = paths;
    }

    public InetAddress destination() {
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
        if (!doubted) {
            doubted = true; // two threads may both come here: the neighbour is asked once all the same
            paths.doubt(this);
        }
    }

    /** From now on it may be doubted again. */
    void doubtTaken() {
        doubted = false;
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
     * @param capturing whether they are seen leaving; when not, no answer would be seen either
     */
    record Open(Way takenWay, Transmitter transmitter, BooleanSupplier capturing) implements Route {
        @Override
        public Optional<Way> way() {
            return Optional.of(takenWay);
        }

        @Override
        public SendResult send(byte[] frame) {
            if (!capturing.getAsBoolean()) {
                return SendResult.CAPTURE_DOWN;
            }
            if (frame.length - takenWay.header().length() > takenWay.mtuBytes()) {
                return SendResult.TOO_BIG;
            }
            return transmitter.send(frame);
        }
    }
}
