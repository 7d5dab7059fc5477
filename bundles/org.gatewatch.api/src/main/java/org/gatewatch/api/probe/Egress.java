package org.gatewatch.api.probe;

import java.net.InetAddress;
import java.util.Objects;

/**
 * The way that packets take out of this host. Immutable.
 *
 * @param interfaceName the interface they leave by
 * @param source the source address they carry
 * @param destination the address they go to; where the probe names a host, the one that is used now
 */
public record Egress(String interfaceName, InetAddress source, InetAddress destination) {
    public Egress {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
    }
}
