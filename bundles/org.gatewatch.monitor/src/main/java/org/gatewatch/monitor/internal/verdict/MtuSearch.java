package org.gatewatch.monitor.internal.verdict;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One search for the largest packet that passes where larger ones vanish without a word (a black hole, RFC 2923 section
 * 2.1): bisects between the smallest packet and the size that is lost, with two packets for each size.
 */
public final class MtuSearch {
    /** Opens what packets of another size leave by; empty while nobody speaks the protocol. */
    public interface Opener {
        Optional<ProbeChannel> open(Probe probe, InetAddress destination, SampleListener listener);
    }

    private static final Logger LOG = LoggerFactory.getLogger(MtuSearch.class);
    private static final int PACKETS = 2;
    private static final long MIN_WAIT_NANOS = Duration.ofMillis(200).toNanos();
    private static final long MAX_RTTS = 4;
    /** It passed, but nobody knows how long it took. */
    private static final long UNKNOWN_RTT_NANOS = Long.MAX_VALUE / MAX_RTTS;

    /** A new channel has to find its way first. */
    private static final long WAY_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Opener opener;
    private final Probe probe;
    private final InetAddress destination;
    private long waitNanos;
    /** Passes; 0 before anything did. */
    private int passes;
    /** Does not. */
    private int fails;

    private Optional<Attempt> attempt = Optional.empty();
    private boolean over;

    MtuSearch(Opener opener, Probe probe, InetAddress destination) {
        this.opener = opener;
        this.probe = probe;
        this.destination = destination;
        this.fails = probe.packet().sizeBytes();
        this.waitNanos = probe.timeout().toNanos();
    }

    /** Lets time pass; whether the search is over. */
    boolean advance(long nowNanos) {
        if (attempt.isEmpty() && !over) {
            attempt = open(passes == 0 ? Packet.MIN_SIZE_BYTES : (passes + fails) / 2, nowNanos);
            over = attempt.isEmpty();
        }
        attempt.ifPresent(current -> advance(current, nowNanos));
        return over;
    }

    private void advance(Attempt current, long nowNanos) {
        if (current.answered()) {
            waitNanos = Math.min(waitNanos, Math.max(MIN_WAIT_NANOS, MAX_RTTS * current.rttNanos));
            passes = current.size;
            next();
        } else if (!current.isSent()) {
            over = !current.send(nowNanos);
        } else if (nowNanos - current.sentAtNanos >= waitNanos) {
            fails = current.size;
            next();
        }
        if (over) {
            close();
        }
    }

    /** The search ends when sizes meet, or when not even the smallest packet passes: then it is not the size. */
    private void next() {
        close();
        over = passes == 0 || fails - passes <= 1;
    }

    private Optional<Attempt> open(int size, long nowNanos) {
        var fresh = new Attempt(size, nowNanos);
        Probe sized = probe.sending(probe.packet().sized(size));
        return opener.open(sized, destination, fresh).map(fresh::by);
    }

    /** The largest {@code packetSize} that passed; empty when none did, or the search was broken off. */
    OptionalInt found() {
        return over && passes > 0 && fails - passes <= 1 ? OptionalInt.of(passes) : OptionalInt.empty();
    }

    /** Breaks the search off, if it is not over. */
    void close() {
        attempt.ifPresent(Attempt::close);
        attempt = Optional.empty();
    }

    /** The packets of one size. Answers come from the capture thread. */
    private static final class Attempt implements SampleListener {
        private final int size;
        private final long openedAtNanos;
        private ProbeChannel channel;
        private int sent;
        private long sentAtNanos;
        /** Negative until an answer came. */
        private volatile long rttNanos = -1;

        Attempt(int size, long nowNanos) {
            this.size = size;
            this.openedAtNanos = nowNanos;
        }

        Attempt by(ProbeChannel newChannel) {
            channel = newChannel;
            return this;
        }

        boolean isSent() {
            return sent == PACKETS;
        }

        boolean answered() {
            return rttNanos >= 0;
        }

        /** Sends what is left to send; false when our own side cannot. */
        boolean send(long nowNanos) {
            while (!isSent()) {
                SendResult result = channel.send(sent);
                if (result == SendResult.TOO_BIG) {
                    sent = PACKETS; // not even out of this host: it will not be answered
                } else if (result != SendResult.SENT) {
                    return nowNanos - openedAtNanos < WAY_WITHIN_NANOS;
                } else {
                    sent++;
                }
                sentAtNanos = nowNanos;
            }
            return true;
        }

        void close() {
            try {
                channel.close();
            } catch (RuntimeException e) { // a transport is another's code: the search ends all the same
                LOG.error("channel-not-closed: The channel of a search for the largest packet did not close", e);
            }
        }

        @Override
        public void answered(long sequence, long rtt) {
            rttNanos = rtt < 0 ? UNKNOWN_RTT_NANOS : rtt; // negative: the clock was stepped
        }

        @Override
        public void refused(long sequence, long rtt) {
            answered(sequence, rtt); // it passed
        }

        @Override
        public void unreachable(long sequence, IcmpError error) {
            // a failure like silence; the probe's own packets tell what routers say
        }

        @Override
        public void unstamped(long sequence) {
            answered(sequence, UNKNOWN_RTT_NANOS);
        }
    }
}
