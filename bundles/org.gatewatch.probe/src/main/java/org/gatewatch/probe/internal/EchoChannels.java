package org.gatewatch.probe.internal;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** The open channels by ICMP identifier. Thread-safe; the capture thread only reads. */
final class EchoChannels {
    private static final int IDENTIFIERS = 1 << 16;

    private final AtomicReferenceArray<EchoChannel> byIdentifier = new AtomicReferenceArray<>(IDENTIFIERS);
    private final SecureRandom random = new SecureRandom();

    /**
     * Gives a new channel an identifier that nobody has, chosen at random: other programs on this host use some, too.
     *
     * @throws IllegalStateException when all 65,536 are in use
     */
    synchronized EchoChannel add(IntFunction<EchoChannel> make) {
        int first = random.nextInt(IDENTIFIERS);
        for (int i = 0; i < IDENTIFIERS; i++) {
            int identifier = (first + i) % IDENTIFIERS;
            if (byIdentifier.get(identifier) == null) {
                EchoChannel channel = make.apply(identifier);
                byIdentifier.set(identifier, channel);
                return channel;
            }
        }
        throw new IllegalStateException("65536 ICMP probes are open: no identifier is left");
    }

    long newNonce() {
        return random.nextLong();
    }

    /** The channel, or null: an {@code Optional} would be one object for each packet. */
    EchoChannel get(int identifier) {
        return byIdentifier.get(identifier);
    }

    void remove(EchoChannel channel) {
        byIdentifier.compareAndSet(channel.identifier(), channel, null);
    }
}
