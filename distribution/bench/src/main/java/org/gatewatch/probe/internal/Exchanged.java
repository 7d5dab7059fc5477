package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.link.CapturedPacket;

/** A request of one channel and the reply to it, as they are captured: bare IPv4 packets. */
final class Exchanged {
    private static final int FIRST_TARGET = 0xc6120001; // 198.18.0.1
    private static final int SOURCE = 12;
    private static final int MESSAGE = 20;

    private final Captured request;
    private final Captured reply;

    private Exchanged(byte[] request, byte[] reply) {
        this.request = new Captured(request, true);
        this.reply = new Captured(reply, false);
    }

    /** Opens a channel, sends one request, and answers it as a kernel does. */
    static Exchanged by(Wire wire, SilentLink link, Packet packet, int target, SampleListener listener)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(
                ByteBuffer.allocate(4).putInt(FIRST_TARGET + target).array());
        ProbeChannel channel = wire.open(Probe.to("p", address).sending(packet), address, listener);
        channel.send(0);
        byte[] request = link.last().clone();
        return new Exchanged(request, packet.protocol() == Protocol.TCP ? synAck(request) : echoReply(request));
    }

    CapturedPacket request(long stampNanos) {
        return request.at(stampNanos);
    }

    CapturedPacket reply(long stampNanos) {
        return reply.at(stampNanos);
    }

    private static byte[] echoReply(byte[] request) {
        byte[] reply = withEndsSwapped(request);
        reply[MESSAGE] = 0;
        BigEndian.putInt16(reply, MESSAGE + 2, 0);
        long sum = InternetChecksum.add(0, reply, MESSAGE, reply.length - MESSAGE);
        BigEndian.putInt16(reply, MESSAGE + 2, InternetChecksum.fold(sum));
        return reply;
    }

    private static byte[] synAck(byte[] syn) {
        byte[] reply = withEndsSwapped(syn);
        BigEndian.putInt16(reply, MESSAGE + SynExchange.SOURCE_PORT_OFFSET, port(syn, false));
        BigEndian.putInt16(reply, MESSAGE + SynExchange.DESTINATION_PORT_OFFSET, port(syn, true));
        int acknowledged = BigEndian.int32(syn, MESSAGE + SynExchange.SEQUENCE_OFFSET) + 1;
        BigEndian.putInt32(reply, MESSAGE + SynExchange.ACKNOWLEDGEMENT_OFFSET, acknowledged);
        reply[MESSAGE + SynExchange.FLAGS_OFFSET] = SynExchange.SYN | SynExchange.ACK;
        BigEndian.putInt16(reply, MESSAGE + 16, 0);
        int bytes = reply.length - MESSAGE;
        long pseudoHeader = InternetChecksum.add(IpView.TCP + bytes, reply, SOURCE, 8);
        long sum = InternetChecksum.add(pseudoHeader, reply, MESSAGE, bytes);
        BigEndian.putInt16(reply, MESSAGE + 16, InternetChecksum.fold(sum));
        return reply;
    }

    private static int port(byte[] syn, boolean ours) {
        int offset = ours ? SynExchange.SOURCE_PORT_OFFSET : SynExchange.DESTINATION_PORT_OFFSET;
        return BigEndian.uint16(syn, MESSAGE + offset);
    }

    /** Leaves the header's checksum right: a sum does not care about the order. */
    private static byte[] withEndsSwapped(byte[] request) {
        byte[] reply = request.clone();
        System.arraycopy(request, SOURCE, reply, SOURCE + 4, 4);
        System.arraycopy(request, SOURCE + 4, reply, SOURCE, 4);
        return reply;
    }

    /** Counts what is recognised, so that a benchmark can tell when nothing is. */
    static final class Counter implements SampleListener {
        private long answers;

        long answers() {
            return answers;
        }

        @Override
        public void answered(long sequence, long rttNanos) {
            answers++;
        }

        @Override
        public void refused(long sequence, long rttNanos) {
            throw new IllegalStateException("a right answer was taken for a refusal");
        }

        @Override
        public void unreachable(long sequence, IcmpError error) {
            throw new IllegalStateException("a right answer was taken for an error");
        }

        @Override
        public void unstamped(long sequence) {
            throw new IllegalStateException("the request was not recognised");
        }
    }

    private static final class Captured implements CapturedPacket {
        private final byte[] bytes;
        private final boolean outgoing;
        private long stampNanos;

        Captured(byte[] bytes, boolean outgoing) {
            this.bytes = bytes;
            this.outgoing = outgoing;
        }

        Captured at(long nanos) {
            stampNanos = nanos;
            return this;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public int interfaceIndex() {
            return 1;
        }

        @Override
        public boolean outgoing() {
            return outgoing;
        }

        @Override
        public long stampNanos() {
            return stampNanos;
        }
    }
}
