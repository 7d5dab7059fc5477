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
    /** What {@link #exit} is for; written after it. */
    private volatile Route exitRoute;
    /** Asked for with each packet, made once for a route. */
    private volatile Optional<Egress> exit = Optional.empty();

    Channel(Sender sender, Exchange exchange, Path path, Runnable whenClosed) {
        this.sender = sender;
        this.exchange = exchange;
        this.path = path;
        this.whenClosed = whenClosed;
    }

    @Override
    public SendResult send(long number) {
        return sender.send(number);
    }

    @Override
    public Optional<Egress> egress() {
        return path.route() == exitRoute ? exit : exitAnew();
    }

    private synchronized Optional<Egress> exitAnew() {
        Route route = path.route();
        if (route != exitRoute) {
            exit = route.way().map(way -> new Egress(way.interfaceName(), way.source(), sender.destination()));
            exitRoute = route;
        }
        return exit;
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
