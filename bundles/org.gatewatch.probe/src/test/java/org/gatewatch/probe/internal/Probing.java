package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;

/** One probe over a scripted link. */
final class Probing {
    static final String DESTINATION = "203.0.113.1";
    static final String SOURCE = "198.51.100.2";
    static final String DESTINATION_V6 = "2001:db8::2";
    static final String SOURCE_V6 = "2001:db8::1";

    final ScriptedLink link = new ScriptedLink();
    final Wire wire = new Wire(link, new Random(1));
    final Fates fates = new Fates();
    final ProbeChannel channel;
    private final Packet packet;

    private Probing(Packet packet, String source, String destination) throws UnknownHostException {
        this.packet = packet;
        link.route = link.open(way(source, 1500));
        channel = open(destination, fates);
    }

    static Probing over4(Packet packet) throws UnknownHostException {
        return new Probing(packet, SOURCE, DESTINATION);
    }

    static Probing over6(Packet packet) throws UnknownHostException {
        return new Probing(packet, SOURCE_V6, DESTINATION_V6);
    }

    static Way way(String source, int mtuBytes) throws UnknownHostException {
        return new Way(ScriptedLink.INTERFACE_INDEX, "tun0", mtuBytes, InetAddress.getByName(source), LinkHeader.NONE);
    }

    /** Another probe of the same kind. */
    ProbeChannel open(String destination, SampleListener listener) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(destination);
        return transport().open(Probe.to("p", address).sending(packet), address, listener);
    }

    ProbeTransport transport() {
        return packet.protocol() == Protocol.TCP ? new TcpTransport(wire) : new IcmpTransport(wire);
    }

    StrayReplies strays() {
        return transport().strayReplies();
    }

    /** Sends a sample, lets its frames be captured, one nanosecond apart, and returns them. */
    List<byte[]> sendFrames(long number, long stampNanos) {
        int before = link.sent.size();
        assertEquals(SendResult.SENT, channel.send(number));
        List<byte[]> frames = List.copyOf(link.sent.subList(before, link.sent.size()));
        for (int i = 0; i < frames.size(); i++) {
            link.capture(frames.get(i), true, stampNanos + i);
        }
        return frames;
    }

    /** Sends a sample of one frame. */
    byte[] send(long number, long stampNanos) {
        List<byte[]> frames = sendFrames(number, stampNanos);
        assertEquals(1, frames.size());
        return frames.get(0);
    }

    void receive(byte[] packet, long stampNanos) {
        link.capture(packet, false, stampNanos);
    }

    /** Lets fragments come in, one nanosecond apart. */
    void receive(List<byte[]> fragments, long stampNanos) {
        for (int i = 0; i < fragments.size(); i++) {
            receive(fragments.get(i), stampNanos + i);
        }
    }
}
