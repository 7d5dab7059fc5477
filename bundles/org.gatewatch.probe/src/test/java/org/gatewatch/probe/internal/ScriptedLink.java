package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.CapturedPacket;
import org.gatewatch.link.Link;
import org.gatewatch.link.PacketReceiver;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;

/** A link whose route the test chooses and whose captured packets the test writes. Sent frames are kept. */
final class ScriptedLink implements Link, Path {
    static final int INTERFACE_INDEX = 3;

    final List<byte[]> sent = new ArrayList<>();
    final List<PacketReceiver> receivers = new ArrayList<>();
    Route route = obstructed(SendResult.NO_ROUTE);
    boolean closed;
    int doubts;

    @Override
    public Path open(InetAddress destination, Source source, int mark) {
        return this;
    }

    @Override
    public void addReceiver(PacketReceiver receiver) {
        receivers.add(receiver);
    }

    @Override
    public void removeReceiver(PacketReceiver receiver) {
        receivers.remove(receiver);
    }

    @Override
    public long packetsMissed() {
        return 7;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public void doubt() {
        doubts++;
    }

    @Override
    public void close() {
        closed = true;
    }

    static Route obstructed(SendResult reason) {
        return route(Optional.empty(), frame -> reason);
    }

    Route open(Way way) {
        return route(Optional.of(way), frame -> {
            sent.add(frame.clone());
            return SendResult.SENT;
        });
    }

    /** What takes frames. */
    interface Wire {
        SendResult send(byte[] frame);
    }

    static Route route(Optional<Way> way, Wire wire) {
        return new Route() {
            @Override
            public Optional<Way> way() {
                return way;
            }

            @Override
            public SendResult send(byte[] frame) {
                return wire.send(frame);
            }
        };
    }

    void capture(byte[] packet, boolean outgoing, long stampNanos) {
        CapturedPacket captured = new ScriptedPacket(packet, outgoing).at(stampNanos);
        receivers.forEach(receiver -> receiver.received(captured));
    }
}
