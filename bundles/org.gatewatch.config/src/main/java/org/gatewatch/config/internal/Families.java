package org.gatewatch.config.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.Source;

/** Keeps both ends of a probe in one address family. */
final class Families {
    static final String ALLOWED = "an address of the same family";

    private Families() {}

    /** What is wrong with a source for this destination, to follow its name; empty when they fit. */
    static Optional<String> problem(Source source, Destination destination) {
        Family own = family(source);
        Family other = family(destination);
        return own == other || own == Family.ANY || other == Family.ANY
                ? Optional.empty()
                : Optional.of("not of the same address family as the destination " + destination);
    }

    /** The destination with those addresses of its name only that the source can reach. */
    static Destination narrowed(Source source, Destination destination) {
        return destination instanceof Destination.Name name && name.family() == Family.ANY
                ? new Destination.Name(name.host(), family(source))
                : destination;
    }

    private static Family family(Source source) {
        return source instanceof Source.Address own ? family(own.address()) : Family.ANY;
    }

    private static Family family(Destination destination) {
        return destination instanceof Destination.Name name
                ? name.family()
                : family(((Destination.Address) destination).address());
    }

    private static Family family(InetAddress address) {
        return address instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
    }
}
