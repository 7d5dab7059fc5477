package org.gatewatch.link;

import java.net.InetAddress;
import java.util.Objects;

/**
 * How packets leave this host for one destination. Immutable.
 *
 * @param interfaceIndex the kernel's number of the interface they leave by
 * @param interfaceName its name
 * @param mtuBytes largest IP packet that it takes
 * @param source the source address to use
 * @param header what stands in front of the IP packet
 */
public record Way(int interfaceIndex, String interfaceName, int mtuBytes, InetAddress source, LinkHeader header) {
    public Way {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(header, "header");
    }
}
