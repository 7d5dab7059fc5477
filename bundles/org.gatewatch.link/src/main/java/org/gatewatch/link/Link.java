package org.gatewatch.link;

import java.net.InetAddress;
import org.gatewatch.api.Source;
import org.osgi.annotation.versioning.ProviderType;

/** This host's way to the wire. Nothing here waits for the network or needs it to be there. Thread-safe. */
@ProviderType
public interface Link {
    /**
     * TCP segments are captured only to and from local ports between this and 65,535. They lie above what Linux gives to
     * programs by default (32768 to 60999).
     */
    int FIRST_PROBE_PORT = 0xf000;

    /**
     * Follows the way to a destination from now on. The first route is found by another thread within milliseconds;
     * until then the path is obstructed.
     *
     * @param destination where packets go
     * @param source where they start
     * @param mark the firewall mark that the kernel's rules are asked with, 0 for none
     */
    Path open(InetAddress destination, Source source, int mark);

    /** Lets a receiver hear every captured packet from now on. */
    void addReceiver(PacketReceiver receiver);

    /** Forgets a receiver; a call that is under way may still end after this returns. */
    void removeReceiver(PacketReceiver receiver);

    /**
     * Packets that the kernel captured and threw away because we were too slow, since the start; and one more each time
     * that capturing was interrupted, when nobody knows how many. Grows only.
     */
    long packetsMissed();
}
