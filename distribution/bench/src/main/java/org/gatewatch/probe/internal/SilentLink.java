package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Link;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.PacketReceiver;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;

/** A link that takes every frame, remembers the last one and captures nothing: what is left is the cost of the probe. */
final class SilentLink implements Link, Path, Route {
    private static final int MTU_BYTES = 1500;

    private final Optional<Way> way;
    private byte[] last;

    SilentLink() throws UnknownHostException {
        InetAddress source = InetAddress.getByAddress(new byte[] {(byte) 198, 51, 100, 2});
        way = Optional.of(new Way(1, "tun0", MTU_BYTES, source, LinkHeader.NONE));
    }

    /** The frame that was sent last: the sender's own array. */
    byte[] last() {
        return last;
    }

    @Override
    public SendResult send(byte[] frame) {
        last = frame;
        return SendResult.SENT;
    }

    @Override
    public Path open(InetAddress destination, Source source, int mark) {
        return this;
    }

    @Override
    public Route route() {
        return this;
    }

    @Override
    public Optional<Way> way() {
        return way;
    }

    @Override
    public void addReceiver(PacketReceiver receiver) {
        // packets are handed to the wire directly
    }

    @Override
    public void removeReceiver(PacketReceiver receiver) {
        // was never added
    }

    @Override
    public long packetsMissed() {
        return 0;
    }

    @Override
    public void doubt() {
        // nothing can change
    }

    @Override
    public void close() {
        // nothing is open
    }
}
