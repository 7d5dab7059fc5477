package org.gatewatch.probe.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.link.CapturedPacket;
import org.gatewatch.link.PacketReceiver;

/** Finds the probe that a captured packet belongs to. */
final class EchoMatcher implements PacketReceiver {
    private static final int ICMP_ECHO_REPLY = 0;
    private static final int ICMPV6_ECHO_REPLY = 129;
    private static final int ICMPV6_LAST_ERROR = 4;

    private final EchoChannels channels;
    private final IcmpView packet = new IcmpView();
    private final IcmpView quoted = new IcmpView();
    /** Odd while a packet is being handled. */
    private final AtomicLong turn = new AtomicLong();

    private volatile Thread captureThread;

    EchoMatcher(EchoChannels channels) {
        this.channels = channels;
    }

    @Override
    public void received(CapturedPacket captured) {
        if (captureThread != Thread.currentThread()) {
            captureThread = Thread.currentThread();
        }
        turn.incrementAndGet();
        try {
            match(captured);
        } finally {
            turn.incrementAndGet();
        }
    }

    /** Waits until what is being handled now is done: microseconds, and never for the capture thread itself. */
    void awaitTurn() {
        if (Thread.currentThread() == captureThread) {
            return;
        }
        long now = turn.get();
        while ((now & 1) == 1 && turn.get() == now) {
            Thread.onSpinWait();
        }
    }

    private void match(CapturedPacket captured) {
        if (!packet.wrap(captured.bytes(), captured.offset(), captured.length())) {
            return;
        }
        int type = packet.uint8(0);
        if (captured.outgoing()) {
            if (type == (packet.ipv4() ? EchoFrame.ICMP_ECHO_REQUEST : EchoFrame.ICMPV6_ECHO_REQUEST)) {
                request(captured.stampNanos());
            }
        } else if (type == (packet.ipv4() ? ICMP_ECHO_REPLY : ICMPV6_ECHO_REPLY)) {
            reply(captured.stampNanos());
        } else if (isError(type) && packet.quoted(quoted)) {
            error(captured.stampNanos());
        }
    }

    private boolean isError(int type) {
        return packet.ipv4() ? type == 3 || type == 11 || type == 12 : type >= 1 && type <= ICMPV6_LAST_ERROR;
    }

    private void request(long stampNanos) {
        EchoChannel channel = channels.get(packet.uint16(4));
        if (channel != null) {
            channel.requestCaptured(packet, stampNanos);
        }
    }

    private void reply(long stampNanos) {
        EchoChannel channel = channels.get(packet.uint16(4));
        if (channel != null) {
            channel.replyCaptured(packet, stampNanos);
        }
    }

    private void error(long stampNanos) {
        boolean request =
                quoted.uint8(0) == (quoted.ipv4() ? EchoFrame.ICMP_ECHO_REQUEST : EchoFrame.ICMPV6_ECHO_REQUEST);
        EchoChannel channel = request ? channels.get(quoted.uint16(4)) : null;
        if (channel != null) {
            channel.errorCaptured(packet, quoted, stampNanos);
        }
    }
}
