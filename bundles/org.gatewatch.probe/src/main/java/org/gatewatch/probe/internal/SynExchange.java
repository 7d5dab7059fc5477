package org.gatewatch.probe.internal;

import org.gatewatch.api.Packet;
import org.gatewatch.link.Link;
import org.gatewatch.link.Route;

/**
 * A TCP SYN and what answers it (RFC 9293 section 3.5), without a connection: this host's kernel knows of none and resets
 * what the peer opened, or {@link HalfOpen} does. The sequence number is the sample's truncated cookie. The source port walks with the number, so
 * that equal-cost paths are all seen, and its low 12 bits say which number it is.
 */
final class SynExchange implements Exchange {
    static final int SOURCE_PORT_OFFSET = 0;
    static final int DESTINATION_PORT_OFFSET = 2;
    static final int SEQUENCE_OFFSET = 4;
    static final int ACKNOWLEDGEMENT_OFFSET = 8;
    static final int DATA_OFFSET = 12;
    static final int FLAGS_OFFSET = 13;
    static final int CHECKSUM_OFFSET = 16;
    static final int LEAST_HEADER_BYTES = 20;
    static final int HEADER_BYTES = 24;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;
    private static final int WINDOW_BYTES = 64_240;
    private static final int PORTS_MASK = 0xffff - Link.FIRST_PROBE_PORT;
    /** Ports come back after 41 s at 10 ms, the fastest; late answers and repeated SYN-ACKs are younger than 4 turns. */
    private static final int TURNS = 4;
    /** Linux repeats a SYN-ACK after 1 s, others not before the least RTO of 200 ms. */
    private static final long RETRANSMISSION_NANOS = 200_000_000;

    private final Identity identity;
    private final int port;
    private final int payloadBytes;
    private final HalfOpen halfOpen;
    /** From the sender to the capture thread: which turn of the ports it is. */
    private volatile long lastNumber;

    SynExchange(Identity identity, Packet packet) {
        this.identity = identity;
        port = packet.port().orElseThrow();
        payloadBytes = packet.sizeBytes();
        halfOpen = new HalfOpen(port);
    }

    @Override
    public byte[] template(boolean ipv4, int mtuBytes) {
        byte[] segment = new byte[HEADER_BYTES + payloadBytes];
        BigEndian.putInt16(segment, DESTINATION_PORT_OFFSET, port);
        segment[DATA_OFFSET] = (HEADER_BYTES / 4) << 4;
        segment[FLAGS_OFFSET] = SYN;
        BigEndian.putInt16(segment, 14, WINDOW_BYTES);
        int maximumSegmentBytes = Math.min(0xffff, mtuBytes) - (ipv4 ? 40 : 60); // RFC 6691
        BigEndian.putInt32(segment, 20, 0x0204_0000 | maximumSegmentBytes);
        for (int i = HEADER_BYTES; i < segment.length; i++) {
            segment[i] = (byte) (i - HEADER_BYTES);
        }
        return segment;
    }

    @Override
    public void write(Frames frames, long number) {
        lastNumber = number;
        int sourcePort = Link.FIRST_PROBE_PORT | ((int) (identity.flow() + number) & PORTS_MASK);
        int sequence = (int) identity.cookie(number);
        frames.putInt16(SOURCE_PORT_OFFSET, sourcePort);
        frames.putInt32(SEQUENCE_OFFSET, sequence);
        frames.putChecksum(CHECKSUM_OFFSET, sourcePort + (sequence >>> 16) + (sequence & 0xffff));
        frames.identify(identity.identification(number));
    }

    @Override
    public long request(IpView packet) {
        if (packet.uint16(DESTINATION_PORT_OFFSET) != port) {
            return NOT_OURS;
        }
        return number(packet.uint16(SOURCE_PORT_OFFSET), packet.int32(SEQUENCE_OFFSET));
    }

    @Override
    public long reply(IpView packet) {
        int ourPort = packet.uint16(DESTINATION_PORT_OFFSET);
        if (packet.uint16(SOURCE_PORT_OFFSET) != port || ourPort < Link.FIRST_PROBE_PORT) {
            return NOT_OURS;
        }
        int headerBytes = packet.has(LEAST_HEADER_BYTES) ? (packet.uint8(DATA_OFFSET) & 0xf0) >> 2 : 0;
        if (headerBytes < LEAST_HEADER_BYTES || headerBytes > packet.messageBytes() || !packet.intact()) {
            return CORRUPTED;
        }
        if ((packet.uint8(FLAGS_OFFSET) & ACK) == 0) {
            return FORGED; // RFC 9293 section 3.10.7.1: whoever answers a SYN acknowledges it
        }
        int acknowledged = packet.int32(ACKNOWLEDGEMENT_OFFSET) - 1;
        long number = number(ourPort, acknowledged);
        // a listener may leave the data to later, a closed port acknowledges all
        return number == NOT_OURS && payloadBytes > 0
                ? orForged(number(ourPort, acknowledged - payloadBytes))
                : orForged(number);
    }

    @Override
    public boolean refuses(IpView reply) {
        return (reply.uint8(FLAGS_OFFSET) & RST) != 0;
    }

    @Override
    public long quoted(IpView quoted, RequestWindow requests) {
        return request(quoted);
    }

    @Override
    public long retransmissionNanos() {
        return RETRANSMISSION_NANOS;
    }

    @Override
    public void repeated(IpView reply) {
        if (!refuses(reply)) {
            halfOpen.remember(reply);
        }
    }

    @Override
    public void endLeftOpen(Route route, Sender sender) {
        halfOpen.end(route, sender);
    }

    @Override
    public void changeFlow() {
        identity.changeFlow();
    }

    private static long orForged(long number) {
        return number == NOT_OURS ? FORGED : number;
    }

    /** The sample that was sent from that port with that sequence number. */
    private long number(int ourPort, int sequence) {
        if (ourPort < Link.FIRST_PROBE_PORT) {
            return NOT_OURS;
        }
        long number = number(identity.flow(), ourPort, sequence);
        int previous = identity.previousFlow(); // read last: a change in between makes it the one that was tried
        boolean once = number != NOT_OURS || previous == identity.flow();
        return once ? number : number(previous, ourPort, sequence);
    }

    private long number(int start, int ourPort, int sequence) {
        long last = lastNumber;
        long candidate = last - ((last - (ourPort - start)) & PORTS_MASK);
        for (int turn = 0; turn < TURNS && candidate >= 0; turn++) {
            if ((int) identity.cookie(candidate) == sequence) {
                return candidate;
            }
            candidate -= PORTS_MASK + 1;
        }
        return NOT_OURS;
    }
}
