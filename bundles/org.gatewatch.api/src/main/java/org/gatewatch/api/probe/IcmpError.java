package org.gatewatch.api.probe;

import java.net.InetAddress;
import java.util.Objects;

/**
 * An ICMP error message about one of our packets (RFC 792, RFC 4443 section 3). Immutable.
 *
 * @param type ICMP or ICMPv6 type, 0–255
 * @param code its code, 0–255
 * @param sender who sent it
 */
public record IcmpError(int type, int code, InetAddress sender) {
    public IcmpError {
        Objects.requireNonNull(sender, "sender");
    }
}
