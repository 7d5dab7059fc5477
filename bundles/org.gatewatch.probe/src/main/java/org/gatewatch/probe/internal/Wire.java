package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.link.CapturedPacket;
import org.gatewatch.link.Link;
import org.gatewatch.link.PacketReceiver;
import org.gatewatch.link.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What the transports share: one look at every captured packet, and the channels of both protocols. */
@Component(service = Wire.class)
public final class Wire implements PacketReceiver {
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REPLY_V6 = 129;
    private static final int LAST_ERROR_V6 = 4;

    private final Link link;
    private final RandomGenerator random;
    private final SipHash hash;
    private final Matcher echoes = new Matcher();
    private final Matcher syns = new Matcher();
    private final Reassembler reassembler = new Reassembler();
    private final IpView packet = new IpView();
    private final IpView whole = new IpView();
    private final IpView quoted = new IpView();
    /** Odd while a packet is being handled. */
    private final AtomicLong turn = new AtomicLong();

    private volatile Thread captureThread;

    /** Hears every captured packet from now on. */
    @Activate
    public Wire(@Reference Link link) {
        this(link, new SecureRandom());
    }

    Wire(Link link, RandomGenerator random) {
        this.link = link;
        this.random = random;
        hash = SipHash.keyedBy(random);
        link.addReceiver(this);
    }

    @Deactivate
    void stop() {
        link.removeReceiver(this);
    }

    ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener) {
        Identity identity = new Identity(hash, random);
        boolean tcp = probe.packet().protocol() == Protocol.TCP;
        Exchange exchange = tcp
                ? new SynExchange(identity, probe.packet())
                : new EchoExchange(identity, probe.packet().sizeBytes());
        Path path = link.open(destination, probe.source(), probe.mark());
        Sender sender = new Sender(probe, destination, exchange, path);
        Recogniser recogniser = new Recogniser(probe, sender, exchange, listener);
        Matcher matcher = matcher(probe.packet().protocol());
        matcher.add(recogniser);
        return new Channel(sender, exchange, path, () -> close(matcher, recogniser));
    }

    /** Packets that this host's capture lost, since the start. */
    long packetsMissed() {
        return link.packetsMissed();
    }

    StrayReplies strays(Protocol protocol) {
        return matcher(protocol).strays();
    }

    @Override
    public void received(CapturedPacket captured) {
        if (captureThread != Thread.currentThread()) {
            captureThread = Thread.currentThread();
        }
        turn.incrementAndGet();
        try {
            if (packet.wrap(captured.bytes(), captured.offset(), captured.length())) {
                if (packet.isFragment()) {
                    fragment(captured);
                } else {
                    whole(packet, captured);
                }
            }
        } finally {
            turn.setRelease(turn.getPlain() + 1); // only this thread writes; whoever waits may see it a little later
        }
    }

    private void close(Matcher matcher, Recogniser recogniser) {
        recogniser.close();
        matcher.remove(recogniser);
        awaitTurn();
    }

    /** Waits until what is being handled now is done: microseconds, and never for the capture thread itself. */
    private void awaitTurn() {
        if (Thread.currentThread() == captureThread) {
            return;
        }
        long now = turn.get();
        while ((now & 1) == 1 && turn.get() == now) {
            Thread.onSpinWait();
        }
    }

    private Matcher matcher(Protocol protocol) {
        return protocol == Protocol.TCP ? syns : echoes;
    }

    private void fragment(CapturedPacket captured) {
        Matcher matcher = packet.protocol() == IpView.TCP ? syns : echoes;
        if (!matcher.isInterestedIn(packet)) {
            return;
        }
        if (!packet.intactHeader()) {
            matcher.broken(); // nobody knows whose part it is
            return;
        }
        Reassembly reassembly = reassembler.packetOf(packet, captured.stampNanos());
        switch (reassembly.add(packet)) {
            case COMPLETE -> {
                if (reassembly.view(whole)) {
                    whole(whole, captured);
                }
            }
            case BROKEN -> matcher.broken();
            case WAITING -> {}
        }
    }

    private void whole(IpView message, CapturedPacket captured) {
        if (!message.hasHeader()) {
            return;
        }
        if (message.protocol() == IpView.TCP) {
            tcp(message, captured);
        } else if (message.protocol() == (message.ipv4() ? IpView.ICMP : IpView.ICMPV6)) {
            icmp(message, captured);
        }
    }

    /** On loopback our own requests come in like everybody's: that they are ours is proved by what they carry. */
    private void icmp(IpView message, CapturedPacket captured) {
        int type = message.uint8(0);
        boolean ipv4 = message.ipv4();
        if (type == (ipv4 ? EchoExchange.REQUEST : EchoExchange.REQUEST_V6)) {
            echoes.request(message, captured.stampNanos());
        } else if (captured.outgoing()) {
            return;
        } else if (type == (ipv4 ? ECHO_REPLY : ECHO_REPLY_V6)) {
            echoes.reply(message, captured.stampNanos());
        } else if (isError(ipv4, type) && message.quoted(quoted)) {
            error(message, captured.stampNanos());
        }
    }

    private static boolean isError(boolean ipv4, int type) {
        return ipv4 ? type == 3 || type == 11 || type == 12 : type >= 1 && type <= LAST_ERROR_V6;
    }

    private void error(IpView message, long stampNanos) {
        if (quoted.protocol() == IpView.TCP) {
            syns.error(message, quoted, stampNanos);
        } else if (quoted.protocol() == (quoted.ipv4() ? IpView.ICMP : IpView.ICMPV6)
                && quoted.uint8(0) == (quoted.ipv4() ? EchoExchange.REQUEST : EchoExchange.REQUEST_V6)) {
            echoes.error(message, quoted, stampNanos);
        }
    }

    private void tcp(IpView segment, CapturedPacket captured) {
        if (!segment.has(SynExchange.FLAGS_OFFSET + 1)) {
            return;
        }
        int flags = segment.uint8(SynExchange.FLAGS_OFFSET) & (SynExchange.SYN | SynExchange.ACK | SynExchange.RST);
        if (flags == SynExchange.SYN) {
            syns.request(segment, captured.stampNanos());
        } else if (isReply(segment, flags) && !captured.outgoing()) {
            syns.reply(segment, captured.stampNanos());
        }
    }

    /** On loopback, what our own kernel resets is no reply: it goes to the port that was probed. */
    private static boolean isReply(IpView segment, int flags) {
        return segment.uint16(SynExchange.DESTINATION_PORT_OFFSET) >= Link.FIRST_PROBE_PORT
                && (flags == (SynExchange.SYN | SynExchange.ACK) || (flags & SynExchange.RST) != 0);
    }
}
