package org.gatewatch.api;

import java.net.InetAddress;
import java.util.Objects;

/** Where a probe's packets go. Immutable. */
public sealed interface Destination {
    /** An address that never changes. */
    record Address(InetAddress address) implements Destination {
        public Address {
            Objects.requireNonNull(address, "address");
        }

        @Override
        public String toString() {
            return AddressText.of(address);
        }
    }

    /**
     * A name that is resolved again and again while the probe runs.
     *
     * @param host 1–253 characters (RFC 1123 section 2.1)
     * @param family which of the name's addresses are used
     */
    record Name(String host, Family family) implements Destination {
        public Name {
            Objects.requireNonNull(family, "family");
            if (host.isEmpty() || host.length() > 253) {
                throw new IllegalArgumentException("destination '" + host + "': a name has 1 to 253 characters");
            }
        }

        @Override
        public String toString() {
            return host;
        }
    }

    /** Which addresses of a name are used. */
    enum Family {
        /** The first one that the resolver gives. */
        ANY,
        IPV4,
        IPV6
    }
}
