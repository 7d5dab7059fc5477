package org.gatewatch.probe.internal;

import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.SampleListener;

/** The half of a channel that recognises what comes back. The capture thread's, but for {@link #close}. */
final class Recogniser {
    /** Every network carries packets of 576 bytes (RFC 791 section 3.1) but the odd one; none cuts less than half of that. */
    private static final int MAY_COME_IN_PARTS_BYTES = 256;

    private final Exchange exchange;
    private final Sender sender;
    private final SampleListener listener;
    private final RequestWindow requests;
    private final boolean large;
    private volatile boolean closed;

    private long lastErrorNanos = RequestWindow.NONE;

    Recogniser(Probe probe, Sender sender, Exchange exchange, SampleListener listener) {
        this.sender = sender;
        this.exchange = exchange;
        this.listener = listener;
        requests = new RequestWindow(probe.interval(), probe.timeout());
        large = probe.packet().sizeBytes() >= MAY_COME_IN_PARTS_BYTES;
    }

    Channels.Address address() {
        return Channels.Address.of(sender.destination());
    }

    /** Whether its messages may come in parts. */
    boolean isLarge() {
        return large;
    }

    void close() {
        closed = true;
    }

    /** A request left; returns whether it is of this channel. */
    boolean requestCaptured(IpView request, long stampNanos) {
        long number = exchange.request(request);
        if (number != Exchange.NOT_OURS) {
            requests.sent(number, stampNanos);
        }
        return number != Exchange.NOT_OURS;
    }

    /** Something that may answer this channel came; returns the sample's number or what {@link Exchange#reply} says. */
    long replyCaptured(IpView reply, long stampNanos) {
        long number = exchange.reply(reply);
        if (number >= 0 && !closed) {
            answered(reply, number, stampNanos);
        }
        return number;
    }

    private void answered(IpView reply, long number, long stampNanos) {
        long requestNanos = requests.requestNanos(number);
        if (requestNanos == RequestWindow.NONE) {
            if (!requests.forgotten(number)) {
                listener.unstamped(number);
            }
        } else {
            switch (requests.answered(number, stampNanos, exchange.retransmissionNanos())) {
                case NEW -> tell(reply, number, stampNanos - requestNanos);
                case REPEATED -> exchange.repeated(reply);
                case COPY -> {}
            }
        }
    }

    private void tell(IpView reply, long number, long rttNanos) {
        if (exchange.refuses(reply)) {
            listener.refused(number, rttNanos);
        } else {
            listener.answered(number, rttNanos);
        }
    }

    /**
     * An ICMP error that quotes a packet to this channel's address came; returns as {@link #replyCaptured}.
     *
     * @param last reads it
     */
    long errorCaptured(IpView error, IpView quoted, long stampNanos, LastError last) {
        long number = exchange.quoted(quoted, requests);
        if (number < 0 || closed || stampNanos == lastErrorNanos) {
            return number;
        }
        if (!error.intact()) {
            return Exchange.CORRUPTED;
        }
        lastErrorNanos = stampNanos;
        int mtuBytes = LastError.nextHopMtuBytes(error);
        if (mtuBytes != LastError.NOT_TOLD) {
            sender.packetTooBig(number, mtuBytes);
        }
        listener.unreachable(number, last.read(error));
        return number;
    }
}
