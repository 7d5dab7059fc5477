package org.gatewatch.monitor.internal.names;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What a name means now. Immutable.
 *
 * @param address the address to use: the last good one, also while asking fails; empty before the first
 * @param problem why asking failed last, naming the host; empty when it did not
 */
public record Resolution(Optional<InetAddress> address, String problem) {
    /** Nobody has answered yet. */
    static final Resolution PENDING = new Resolution(Optional.empty(), "");

    public Resolution {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(problem, "problem");
    }
}
