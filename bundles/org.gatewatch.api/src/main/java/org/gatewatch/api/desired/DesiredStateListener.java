package org.gatewatch.api.desired;

import org.osgi.annotation.versioning.ConsumerType;

/** Who makes the desired state run; a whiteboard service. */
@ConsumerType
public interface DesiredStateListener {
    /**
     * Takes the whole desired state. Called once when the listener is registered and after every accepted change, one
     * call at a time; must not wait for the network.
     */
    void desired(DesiredState state);
}
