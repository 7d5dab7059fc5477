package org.gatewatch.probe.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.probe.StrayReplies;

/** Finds the channel that a packet belongs to, among those of one protocol, and counts what belongs to none. */
final class Matcher {
    private final Channels channels = new Channels();
    private final LastError lastError = new LastError(); // capture thread only
    // written by the capture thread only
    private final AtomicLong foreign = new AtomicLong();
    private final AtomicLong forged = new AtomicLong();
    private final AtomicLong corrupted = new AtomicLong();

    void add(Recogniser channel) {
        channels.add(channel);
    }

    void remove(Recogniser channel) {
        channels.remove(channel);
    }

    /**
     * Whether anybody asks one of the packet's ends with messages that may come in parts. Room for parts is little, and
     * whoever borrows the address of a peer that is asked with small packets shall not fill it.
     */
    boolean isInterestedIn(IpView packet) {
        return channels.expectsParts(packet.sourceHigh(), packet.sourceLow())
                || channels.expectsParts(packet.destinationHigh(), packet.destinationLow());
    }

    /** A request was captured. Those of other programs are nobody's business. */
    void request(IpView packet, long stampNanos) {
        long high = packet.destinationHigh();
        long low = packet.destinationLow();
        for (var node = channels.chain(high, low); node != null; node = node.next()) {
            if (node.is(high, low) && node.channel().requestCaptured(packet, stampNanos)) {
                return;
            }
        }
    }

    void reply(IpView packet, long stampNanos) {
        long high = packet.sourceHigh();
        long low = packet.sourceLow();
        long result = Exchange.NOT_OURS;
        for (var node = channels.chain(high, low); node != null && result < 0; node = node.next()) {
            if (node.is(high, low)) {
                result = Math.max(result, node.channel().replyCaptured(packet, stampNanos));
            }
        }
        count(result);
    }

    /** An ICMP error was captured. It may quote other programs' packets, which is not worth counting. */
    void error(IpView packet, IpView quoted, long stampNanos) {
        long high = quoted.destinationHigh();
        long low = quoted.destinationLow();
        long result = Exchange.NOT_OURS;
        for (var node = channels.chain(high, low); node != null && result < 0; node = node.next()) {
            if (node.is(high, low)) {
                result = Math.max(result, node.channel().errorCaptured(packet, quoted, stampNanos, lastError));
            }
        }
        if (result != Exchange.NOT_OURS) {
            count(result);
        }
    }

    /** A fragment is damaged, or a packet's fragments contradict each other. */
    void broken() {
        increment(corrupted);
    }

    StrayReplies strays() {
        return new StrayReplies(foreign.get(), forged.get(), corrupted.get());
    }

    private void count(long result) {
        if (result == Exchange.NOT_OURS) {
            increment(foreign);
        } else if (result == Exchange.FORGED) {
            increment(forged);
        } else if (result == Exchange.CORRUPTED) {
            increment(corrupted);
        }
    }

    private static void increment(AtomicLong counter) {
        counter.lazySet(counter.get() + 1);
    }
}
