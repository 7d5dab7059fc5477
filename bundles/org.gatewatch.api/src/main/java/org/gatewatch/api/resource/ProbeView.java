package org.gatewatch.api.resource;

import java.util.Objects;
import java.util.Optional;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;

/**
 * A probe as clients see it.
 *
 * @param id {@code probe-} and 25 of {@code [0-9a-z]}; stays while the names of monitor and probe, or the file's
 *     {@code id}, stay
 * @param arn {@code arn:…:networkmonitor:…:probe/ID}
 * @param monitorName its monitor
 * @param probe what it sends where, how it is judged, and its tags
 * @param state whether it runs
 * @param reason in {@code ERROR}, what a person can do about it; else mostly empty
 * @param subnet what its source is called in the cloud's words
 * @param addressFamily of its destination; empty while a name is not resolved
 * @param origin its file and times
 */
public record ProbeView(
        String id,
        String arn,
        String monitorName,
        Probe probe,
        LifecycleState state,
        String reason,
        SubnetView subnet,
        Optional<Family> addressFamily,
        Origin origin) {
    public ProbeView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(monitorName, "monitorName");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(subnet, "subnet");
        Objects.requireNonNull(addressFamily, "addressFamily");
        Objects.requireNonNull(origin, "origin");
    }
}
