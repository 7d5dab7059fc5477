package org.gatewatch.distribution.lab;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives every echo request its replies. */
final class EchoPairing implements PcapFile.Reader {
    private final List<Echo> echoes = new ArrayList<>();
    /** The last request of an identity; its list of replies still grows. */
    private final Map<Identity, Echo> requests = new HashMap<>();

    private record Identity(InetAddress peer, int identifierAndSequence) {}

    /** All requests in the order in which they were sent. */
    List<Echo> echoes() {
        return echoes.stream()
                .map(echo -> new Echo(
                        echo.source(),
                        echo.peer(),
                        echo.identifier(),
                        echo.ipBytes(),
                        echo.sentEpochNanos(),
                        List.copyOf(echo.replyEpochNanos())))
                .toList();
    }

    @Override
    public void packet(IpPacket packet, long epochNanos) {
        if (packet.beginsIcmp() && packet.isIntact()) {
            switch (packet.icmpType()) {
                case 8, 128 -> request(packet, epochNanos);
                case 0, 129 -> reply(packet, epochNanos);
                default -> {} // errors and neighbour discovery
            }
        }
    }

    private void request(IpPacket packet, long epochNanos) {
        var echo = new Echo(
                packet.source(),
                packet.destination(),
                packet.identifier(),
                packet.bytesOnTheWire(),
                epochNanos,
                new ArrayList<>(1));
        echoes.add(echo);
        requests.put(new Identity(echo.peer(), packet.identifierAndSequence()), echo);
    }

    private void reply(IpPacket packet, long epochNanos) {
        Echo request = requests.get(new Identity(packet.source(), packet.identifierAndSequence()));
        if (request != null) {
            request.replyEpochNanos().add(epochNanos);
        }
    }
}
