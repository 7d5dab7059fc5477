package org.gatewatch.probe.internal;

import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.probe.IcmpError;

/** Reads ICMP errors, with one object for a row of equal ones: a dead network answers every probe the same way. Confined to one thread. */
final class LastError {
    static final int NOT_TOLD = 0;

    private static final int UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int PACKET_TOO_BIG_V6 = 2;

    private Optional<IcmpError> error = Optional.empty();
    private long senderHigh;
    private long senderLow;
    private int mtuBytes;

    /** RFC 1191 section 4 and RFC 4443 section 3.2; {@link #NOT_TOLD} also by routers older than RFC 1191. */
    static int nextHopMtuBytes(IpView packet) {
        if (packet.ipv4()) {
            return packet.uint8(0) == UNREACHABLE && packet.uint8(1) == FRAGMENTATION_NEEDED
                    ? packet.uint16(6)
                    : NOT_TOLD;
        }
        return packet.uint8(0) == PACKET_TOO_BIG_V6 ? Math.max(NOT_TOLD, packet.int32(4)) : NOT_TOLD;
    }

    IcmpError read(IpView packet) {
        int toldBytes = nextHopMtuBytes(packet);
        boolean same = error.isPresent()
                && error.get().type() == packet.uint8(0)
                && error.get().code() == packet.uint8(1)
                && senderHigh == packet.sourceHigh()
                && senderLow == packet.sourceLow()
                && mtuBytes == toldBytes;
        if (!same) {
            senderHigh = packet.sourceHigh();
            senderLow = packet.sourceLow();
            mtuBytes = toldBytes;
            OptionalInt mtu = toldBytes == NOT_TOLD ? OptionalInt.empty() : OptionalInt.of(toldBytes);
            error = Optional.of(new IcmpError(packet.uint8(0), packet.uint8(1), packet.source(), mtu));
        }
        return error.get();
    }
}
