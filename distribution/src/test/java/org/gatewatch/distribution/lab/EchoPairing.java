package org.gatewatch.distribution.lab;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives every echo request its replies. */
final class EchoPairing implements PcapFile.Reader {
    private final List<Request> requests = new ArrayList<>();
    /** The last request of an identity. */
    private final Map<Identity, Request> waiting = new HashMap<>();

    private record Identity(InetAddress peer, int identifierAndSequence) {}

    private static final class Request {
        private final IpPacket packet;
        private final long sentEpochNanos;
        private final List<Long> replyEpochNanos = new ArrayList<>(1);
        private int damagedReplies;

        Request(IpPacket packet, long sentEpochNanos) {
            this.packet = packet;
            this.sentEpochNanos = sentEpochNanos;
        }

        void reply(IpPacket reply, long epochNanos) {
            if (reply.isIntact()) {
                replyEpochNanos.add(epochNanos);
            } else {
                damagedReplies++;
            }
        }

        Echo echo() {
            return new Echo(
                    packet.source(),
                    packet.destination(),
                    packet.identifier(),
                    packet.bytesOnTheWire(),
                    sentEpochNanos,
                    List.copyOf(replyEpochNanos),
                    damagedReplies);
        }
    }

    /** All requests in the order in which they were sent. */
    List<Echo> echoes() {
        return requests.stream().map(Request::echo).toList();
    }

    @Override
    public void packet(IpPacket packet, long epochNanos) {
        if (packet.beginsIcmp()) {
            switch (packet.icmpType()) {
                case 8, 128 -> request(packet, epochNanos);
                case 0, 129 -> reply(packet, epochNanos);
                default -> {} // errors and neighbour discovery
            }
        }
    }

    private void request(IpPacket packet, long epochNanos) {
        if (packet.isIntact()) {
            var request = new Request(packet, epochNanos);
            requests.add(request);
            waiting.put(new Identity(packet.destination(), packet.identifierAndSequence()), request);
        }
    }

    private void reply(IpPacket packet, long epochNanos) {
        Request request = waiting.get(new Identity(packet.source(), packet.identifierAndSequence()));
        if (request != null) {
            request.reply(packet, epochNanos);
        }
    }
}
