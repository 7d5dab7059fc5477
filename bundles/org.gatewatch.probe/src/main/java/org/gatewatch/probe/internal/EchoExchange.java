package org.gatewatch.probe.internal;

import org.gatewatch.link.Route;

/**
 * Echo request and reply (RFC 792, RFC 4443 section 4). The echo data are the sample's number (8 bytes), its cookie (8
 * bytes) and filler; the ICMP sequence is the low 16 bits of the number.
 */
final class EchoExchange implements Exchange {
    static final int REQUEST = 8;
    static final int REQUEST_V6 = 128;
    static final int IDENTIFIER_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 6;
    static final int NUMBER_OFFSET = 8;
    static final int COOKIE_OFFSET = 16;
    static final int HEADER_BYTES = 8;
    private static final int CHECKSUM_OFFSET = 2;
    private static final int AUTHENTICATED_BYTES = COOKIE_OFFSET + Long.BYTES;

    private final Identity identity;
    private final int messageBytes;

    EchoExchange(Identity identity, int dataBytes) {
        this.identity = identity;
        messageBytes = HEADER_BYTES + dataBytes;
    }

    @Override
    public byte[] template(boolean ipv4, int mtuBytes) {
        byte[] message = new byte[messageBytes];
        message[0] = (byte) (ipv4 ? REQUEST : REQUEST_V6);
        for (int i = AUTHENTICATED_BYTES; i < messageBytes; i++) {
            message[i] = (byte) (i - HEADER_BYTES);
        }
        return message;
    }

    @Override
    public void write(Frames frames, long number) {
        int identifier = identity.flow();
        int sequence = (int) number & 0xffff;
        long cookie = identity.cookie(number);
        frames.putInt16(IDENTIFIER_OFFSET, identifier);
        frames.putInt16(SEQUENCE_OFFSET, sequence);
        frames.putInt64(NUMBER_OFFSET, number);
        frames.putInt64(COOKIE_OFFSET, cookie);
        long changed = InternetChecksum.addLong(InternetChecksum.addLong(identifier + sequence, number), cookie);
        frames.putChecksum(CHECKSUM_OFFSET, changed);
        frames.identify(identity.identification(number));
    }

    @Override
    public long request(IpView packet) {
        return isOfOurFlow(packet) && isAuthentic(packet) ? packet.int64(NUMBER_OFFSET) : NOT_OURS;
    }

    @Override
    public long reply(IpView packet) {
        if (!isOfOurFlow(packet)) {
            return NOT_OURS;
        }
        if (packet.messageBytes() != messageBytes || !packet.intact()) {
            return CORRUPTED;
        }
        return isAuthentic(packet) ? packet.int64(NUMBER_OFFSET) : FORGED;
    }

    @Override
    public boolean refuses(IpView reply) {
        return false;
    }

    @Override
    public long quoted(IpView quoted, RequestWindow requests) {
        if (!isOfOurFlow(quoted)) {
            return NOT_OURS;
        }
        // RFC 792 asks for 8 bytes only; RFC 1812 section 4.3.2.3 and RFC 4443 for enough to be sure
        return quoted.has(AUTHENTICATED_BYTES) ? request(quoted) : requests.numberOf(quoted.uint16(SEQUENCE_OFFSET));
    }

    @Override
    public long retransmissionNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public void repeated(IpView reply) {
        // nobody keeps trying to be heard
    }

    @Override
    public void endLeftOpen(Route route, Sender sender) {
        // an echo opens nothing
    }

    @Override
    public void changeFlow() {
        identity.changeFlow();
    }

    private boolean isOfOurFlow(IpView packet) {
        int identifier = packet.uint16(IDENTIFIER_OFFSET);
        return identifier == identity.flow() || identifier == identity.previousFlow();
    }

    private boolean isAuthentic(IpView packet) {
        if (!packet.has(AUTHENTICATED_BYTES)) {
            return false;
        }
        long number = packet.int64(NUMBER_OFFSET);
        return identity.proves(number, packet.int64(COOKIE_OFFSET))
                && packet.uint16(SEQUENCE_OFFSET) == (number & 0xffff);
    }
}
