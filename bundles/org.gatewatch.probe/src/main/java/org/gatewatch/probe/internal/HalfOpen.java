package org.gatewatch.probe.internal;

import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Route;

/**
 * A connection that a peer keeps half open. Our SYNs pass no firewall of this host, so one that drops what belongs to no
 * connection it knows drops the SYN-ACK, and the kernel resets nothing (RFC 9293 section 3.10.7.1); the peer repeats the
 * SYN-ACK, and then we reset. At most one is remembered: what is forgotten is repeated once more. The capture thread
 * remembers, the sender ends.
 */
final class HalfOpen {
    /** Our port is never 0. */
    private static final long NONE = 0;

    private final int peerPort;
    /** Our port, and behind it what the peer acknowledged: the only sequence number it obeys (RFC 5961 section 3.2). */
    private volatile long connection = NONE;

    /** Null until needed, which is never on most hosts; kept, so that resetting allocates nothing. */
    private Frames resets;

    private Route resetsRoute;

    HalfOpen(int peerPort) {
        this.peerPort = peerPort;
    }

    void remember(IpView synAck) {
        long ourPort = synAck.uint16(SynExchange.DESTINATION_PORT_OFFSET);
        connection = ourPort << Integer.SIZE | Integer.toUnsignedLong(synAck.int32(SynExchange.ACKNOWLEDGEMENT_OFFSET));
    }

    /**
     * Resets the connection, if there is one.
     *
     * @param route on which there is a way
     */
    void end(Route route, Sender sender) {
        long ended = connection;
        if (ended == NONE) {
            return;
        }
        connection = NONE;
        if (route != resetsRoute) {
            resets = sender.framesOf(template(), route.way().orElseThrow());
            resetsRoute = route;
        }
        int ourPort = (int) (ended >>> Integer.SIZE);
        int sequence = (int) ended;
        resets.putInt16(SynExchange.SOURCE_PORT_OFFSET, ourPort);
        resets.putInt32(SynExchange.SEQUENCE_OFFSET, sequence);
        resets.putChecksum(SynExchange.CHECKSUM_OFFSET, ourPort + (sequence >>> 16) + (sequence & 0xffff));
        resets.identify(sequence);
        SendResult unused = resets.send(route); // if it did not leave, the peer repeats itself
    }

    private byte[] template() {
        byte[] segment = new byte[SynExchange.LEAST_HEADER_BYTES];
        BigEndian.putInt16(segment, SynExchange.DESTINATION_PORT_OFFSET, peerPort);
        segment[SynExchange.DATA_OFFSET] = (SynExchange.LEAST_HEADER_BYTES / 4) << 4;
        segment[SynExchange.FLAGS_OFFSET] = SynExchange.RST;
        return segment;
    }
}
