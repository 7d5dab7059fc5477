package org.gatewatch.probe.internal;

import java.util.Optional;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;

/** One probe's way to the wire. */
final class Channel implements ProbeChannel {
    private final Sender sender;
    private final Exchange exchange;
    private final Path path;
    private final Runnable whenClosed;
    /** Asked for twenty times a second, made once for a route. */
    private volatile Exit exit = new Exit(null, Optional.empty());

    Channel(Sender sender, Exchange exchange, Path path, Runnable whenClosed) {
        this.sender = sender;
        this.exchange = exchange;
        this.path = path;
        this.whenClosed = whenClosed;
    }

    /** What a route means to those who only look. */
    private record Exit(Route route, Optional<Egress> egress) {}

    @Override
    public SendResult send(long number) {
        return sender.send(number);
    }

    @Override
    public Optional<Egress> egress() {
        Route route = path.route();
        Exit known = exit;
        if (known.route() != route) { // two threads may both make it: the same, so nothing is lost
            known = new Exit(
                    route, route.way().map(way -> new Egress(way.interfaceName(), way.source(), sender.destination())));
            exit = known;
        }
        return known.egress();
    }

    /** Whoever asks for another flow got no answers: the next hop's address may be as stale as a NAT's memory. */
    @Override
    public void changeFlow() {
        exchange.changeFlow();
        path.doubt();
    }

    @Override
    public void close() {
        path.close();
        whenClosed.run();
    }
}
