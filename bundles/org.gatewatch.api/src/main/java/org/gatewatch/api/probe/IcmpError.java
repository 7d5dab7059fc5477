package org.gatewatch.api.probe;

import java.net.InetAddress;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * An ICMP error message about one of our packets (RFC 792, RFC 4443 section 3). Immutable.
 *
 * @param type ICMP or ICMPv6 type, 0–255
 * @param code its code, 0–255
 * @param sender who sent it
 * @param nextHopMtu the largest IP packet that passes, where the sender told it (RFC 1191 section 4, RFC 4443 section
 *     3.2); empty for all other errors
 */
public record IcmpError(int type, int code, InetAddress sender, OptionalInt nextHopMtu) {
    public IcmpError {
        Objects.requireNonNull(nextHopMtu, "nextHopMtu");
        Objects.requireNonNull(sender, "sender");
    }
}
