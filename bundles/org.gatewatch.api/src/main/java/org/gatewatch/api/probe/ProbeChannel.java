package org.gatewatch.api.probe;

import java.util.Optional;

/** One probe's way to the wire. */
public interface ProbeChannel extends AutoCloseable {
    /**
     * Sends one packet now. Called by one thread at a time; allocates nothing and does not wait for the network.
     *
     * @param sequence the sample's number, growing by one from packet to packet
     */
    SendResult send(long sequence);

    /** The way that packets take at present; empty while there is none. Any thread. */
    Optional<Egress> egress();

    /**
     * Uses another flow from the next packet on (another ICMP identifier, another run of TCP ports): NAT and firewalls on
     * the way may have pinned the old one to a path that is gone. Answers to the old flow are still recognised. Any
     * thread.
     */
    void changeFlow();

    /** Forgets the probe: no call to its listener starts after this returns. Any thread, any number of times. */
    @Override
    void close();
}
