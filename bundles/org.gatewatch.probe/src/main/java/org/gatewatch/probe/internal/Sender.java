package org.gatewatch.probe.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;

/** The half of a channel that asks. Used by one thread at a time, but for {@link #packetTooBig}. */
final class Sender {
    private static final byte[] NOTHING = new byte[0];

    private final Probe probe;
    private final InetAddress destination;
    private final Exchange exchange;
    private final Path path;
    /** From the capture thread. */
    private volatile PathMtu pathMtu = PathMtu.UNTOLD;

    /** Null while there is no way: an {@code Optional} would be one more object to touch for each packet. */
    private Frames frames;

    private Route framesRoute;
    private int framesPathMtu;

    Sender(Probe probe, InetAddress destination, Exchange exchange, Path path) {
        this.probe = probe;
        this.destination = destination;
        this.exchange = exchange;
        this.path = path;
    }

    InetAddress destination() {
        return destination;
    }

    SendResult send(long number) {
        Route route = path.route();
        int mtuBytes = pathMtu.bytesFor(number);
        if (route != framesRoute || mtuBytes != framesPathMtu) {
            frames = route.way().map(way -> framesFor(way, mtuBytes)).orElse(null);
            framesRoute = route;
            framesPathMtu = mtuBytes;
        }
        if (frames == null) {
            return route.send(NOTHING);
        }
        exchange.endLeftOpen(route, this);
        exchange.write(frames, number);
        return frames.send(route);
    }

    /** A router told that a sample's packet was too big. Packets that may be fragmented are made to fit from now on. */
    void packetTooBig(long number, int mtuBytes) {
        int believed = PathMtu.believable(mtuBytes, destination instanceof Inet4Address);
        if (believed < pathMtu.bytesFor(number) && !probe.packet().dontFragment()) {
            pathMtu = PathMtu.told(believed, number, probe.interval());
        }
    }

    /** What carries another message than requests to the destination. */
    Frames framesOf(byte[] message, Way way) {
        return new Frames(new IpHeader(way, destination, probe.packet()), message, way.mtuBytes());
    }

    private Frames framesFor(Way way, int pathMtuBytes) {
        IpHeader header = new IpHeader(way, destination, probe.packet());
        byte[] template = exchange.template(header.ipv4(), way.mtuBytes());
        return new Frames(header, template, Math.min(pathMtuBytes, way.mtuBytes()));
    }
}
