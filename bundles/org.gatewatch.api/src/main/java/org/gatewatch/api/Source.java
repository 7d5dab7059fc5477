package org.gatewatch.api;

import java.net.InetAddress;
import java.util.Objects;

/** Where a probe's packets start. Immutable. */
public sealed interface Source {
    /** The kernel chooses address and interface for the destination. */
    record Any() implements Source {
        @Override
        public String toString() {
            return "any";
        }
    }

    /**
     * An address of this host; the kernel chooses the interface, honouring policy routing for that source.
     *
     * @param address an address that this host has, or will have
     */
    record Address(InetAddress address) implements Source {
        public Address {
            Objects.requireNonNull(address, "address");
        }

        @Override
        public String toString() {
            return AddressText.of(address);
        }
    }

    /**
     * An interface; packets leave there or not at all, with the address that the kernel prefers on it.
     *
     * @param name the interface's name, 1–15 characters
     */
    record Interface(String name) implements Source {
        public Interface {
            if (name.isEmpty() || name.length() > 15) {
                throw new IllegalArgumentException("interface name '" + name + "': allowed are 1 to 15 characters");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
