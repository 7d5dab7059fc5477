package org.gatewatch.api.probe;

import java.net.InetAddress;
import java.util.Objects;

/**
 * The way that packets take out of this host. Immutable.
 *
 * @param interfaceName the interface they leave by
 * @param source the source address they carry
 */
public record Egress(String interfaceName, InetAddress source) {
    public Egress {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(source, "source");
    }
}
