package org.gatewatch.link;

import org.osgi.annotation.versioning.ProviderType;

/** The way to one destination, followed while routes, interfaces and neighbours change. Thread-safe. */
@ProviderType
public interface Path extends AutoCloseable {
    /** The way at present: one volatile read. Another object than before means that frames must be rebuilt. */
    Route route();

    /**
     * Answers stopped coming: asks the kernel to make sure of the next hop's link address now. At most once a second is
     * anything done. Returns at once.
     */
    void doubt();

    /** Stops following. Any number of times. */
    @Override
    void close();
}
