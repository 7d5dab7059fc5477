package org.gatewatch.api.probe;

import java.net.InetAddress;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sends the packets of one protocol and recognises their answers; a whiteboard service. Of several for one protocol the
 * one with the highest service ranking is used. Thread-safe.
 */
@ConsumerType
public interface ProbeTransport {
    /** The protocol that this transport speaks. */
    Protocol protocol();

    /**
     * Prepares a probe. Never waits for the network: what is missing shows as the result of
     * {@link ProbeChannel#send(long)} until it heals.
     *
     * @param probe what to send, from where
     * @param destination where to: the probe's address, or the one that its name has now
     * @param listener hears the fate of the samples
     */
    ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener);

    /**
     * Packets that our own capture threw away since the start. While this grows, a missing answer proves nothing: such
     * samples are void.
     */
    default long packetsMissed() {
        return 0;
    }

    /** Replies that matched no probe, since the start. */
    default StrayReplies strayReplies() {
        return StrayReplies.NONE;
    }
}
