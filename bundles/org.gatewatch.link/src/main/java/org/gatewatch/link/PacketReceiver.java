package org.gatewatch.link;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears captured packets. There is one capture thread and it calls all receivers, so what a receiver changes only here
 * needs no lock. Implementations return at once, do not log and never throw.
 */
@ConsumerType
public interface PacketReceiver {
    /**
     * An ICMP or ICMPv6 packet, a fragment of one, or a TCP SYN, SYN-ACK or RST of a probe's port was captured on some
     * interface.
     *
     * @param packet valid during this call only
     */
    void received(CapturedPacket packet);
}
