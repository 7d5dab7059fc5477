package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.util.Optional;
import org.gatewatch.api.probe.Egress;

/**
 * The addresses that a probe's packets carried last. Immutable.
 *
 * @param source empty when no way was found
 * @param destination empty when the destination's name was not resolved
 */
record Ends(Optional<InetAddress> source, Optional<InetAddress> destination) {
    static final Ends NONE = new Ends(Optional.empty(), Optional.empty());

    /** What is known now, whatever was before. */
    Ends startingAnew(Optional<Egress> egress, Optional<InetAddress> nowDestination) {
        return egress.isPresent() && nowDestination.isPresent()
                ? updated(egress, nowDestination)
                : NONE.updated(egress, nowDestination);
    }

    /** With what is known now; where nothing is, with what was. */
    Ends updated(Optional<Egress> egress, Optional<InetAddress> nowDestination) {
        Optional<InetAddress> nowSource = egress.map(Egress::source).or(() -> source);
        Optional<InetAddress> goesTo = nowDestination.or(() -> destination);
        return nowSource.equals(source) && goesTo.equals(destination) ? this : new Ends(nowSource, goesTo);
    }
}
