package org.gatewatch.link;

import java.util.Optional;
import org.gatewatch.api.probe.SendResult;
import org.osgi.annotation.versioning.ConsumerType;

/** What the kernel said about a path at one moment: a way, or why there is none. Immutable; thread-safe. */
@ConsumerType
public interface Route {
    /** How frames must look to take this route; empty when the path is obstructed. */
    Optional<Way> way();

    /**
     * Hands a frame to the kernel. Allocates nothing while it succeeds, takes no lock of ours and does not wait.
     *
     * @param frame the way's link header, then the IP packet; of an obstructed route ignored
     * @return what became of it; of an obstructed route always why it is
     */
    SendResult send(byte[] frame);
}
