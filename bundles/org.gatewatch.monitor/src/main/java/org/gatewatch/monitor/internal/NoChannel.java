package org.gatewatch.monitor.internal;

import java.util.Optional;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SendResult;

/**
 * Stands in while a probe has no way to the wire.
 *
 * @param result why: what comes of each packet
 */
record NoChannel(SendResult result) implements ProbeChannel {
    @Override
    public SendResult send(long sequence) {
        return result;
    }

    @Override
    public Optional<Egress> egress() {
        return Optional.empty();
    }

    @Override
    public void changeFlow() {
        // there is none
    }

    @Override
    public void close() {
        // nothing to forget
    }
}
