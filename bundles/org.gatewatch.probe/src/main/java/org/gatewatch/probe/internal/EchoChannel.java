package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.Path;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;

/** One probe's echoes: the sender's half makes requests, the capture thread's half recognises answers. */
final class EchoChannel implements ProbeChannel {
    private static final byte[] NOTHING = new byte[0];

    private final int identifier;
    private final long nonce;
    private final InetAddress address;
    private final byte[] destination;
    private final int packetSize;
    private final Path path;
    private final SampleListener listener;
    private final Consumer<EchoChannel> whenClosed;
    private volatile boolean closed;
    /** Asked for twenty times a second, made once for a route. */
    private volatile Exit exit = new Exit(null, Optional.empty());

    // the sender's
    private Optional<EchoFrame> frame = Optional.empty();
    private Route frameRoute;

    // the capture thread's
    private final RequestWindow requests;
    private Optional<IcmpError> lastError = Optional.empty();
    private byte[] lastErrorSender = NOTHING;
    private long lastErrorNanos = RequestWindow.NONE;

    EchoChannel(
            Probe probe,
            InetAddress address,
            Identity identity,
            Path path,
            SampleListener listener,
            Consumer<EchoChannel> whenClosed) {
        identifier = identity.identifier();
        nonce = identity.nonce();
        this.address = address;
        destination = address.getAddress();
        packetSize = probe.packet().sizeBytes();
        this.path = path;
        this.listener = listener;
        this.whenClosed = whenClosed;
        requests = new RequestWindow(probe.interval(), probe.timeout());
    }

    /** What a route means to those who only look. */
    private record Exit(Route route, Optional<Egress> egress) {}

    /** What tells this probe's packets from all others: the ICMP identifier and 8 random bytes. */
    record Identity(int identifier, long nonce) {}

    int identifier() {
        return identifier;
    }

    @Override
    public SendResult send(long number) {
        Route route = path.route();
        if (route != frameRoute) {
            frame = route.way().map(this::frameFor);
            frameRoute = route;
        }
        return route.send(frame.isPresent() ? frame.get().numbered(number) : NOTHING);
    }

    private EchoFrame frameFor(Way way) {
        return new EchoFrame(way, destination, identifier, nonce, packetSize);
    }

    @Override
    public Optional<Egress> egress() {
        Route route = path.route();
        Exit known = exit;
        if (known.route() != route) { // two threads may both make it: the same, so nothing is lost
            known = new Exit(route, route.way().map(way -> new Egress(way.interfaceName(), way.source(), address)));
            exit = known;
        }
        return known.egress();
    }

    @Override
    public void changeFlow() {
        // one identifier for life, until the next commit
    }

    @Override
    public void close() {
        closed = true;
        path.close();
        whenClosed.accept(this);
    }

    /** A request of this probe left. */
    void requestCaptured(IcmpView echo, long stampNanos) {
        if (isOurs(echo) && echo.destinationIs(destination)) {
            requests.sent(echo.int64(EchoFrame.NUMBER_OFFSET), stampNanos);
        }
    }

    /** Something that claims to answer this probe came. */
    void replyCaptured(IcmpView echo, long stampNanos) {
        if (closed || !isOurs(echo) || !echo.sourceIs(destination) || !echo.intact()) {
            return;
        }
        long number = echo.int64(EchoFrame.NUMBER_OFFSET);
        long requestNanos = requests.requestNanos(number);
        if (requestNanos == RequestWindow.NONE) {
            if (!requests.forgotten(number)) {
                listener.unstamped(number);
            }
        } else if (requests.firstSightOfAnswer(number, stampNanos)) {
            listener.answered(number, stampNanos - requestNanos);
        }
    }

    /** An ICMP error that claims to quote this probe came. */
    void errorCaptured(IcmpView error, IcmpView quoted, long stampNanos) {
        if (closed || stampNanos == lastErrorNanos || !quoted.destinationIs(destination) || !error.intact()) {
            return;
        }
        // RFC 792 quotes no more than the ICMP header; most routers quote enough to be sure
        boolean quotesNonce = quoted.has(EchoFrame.NUMBER_OFFSET + Long.BYTES);
        if (quotesNonce && !isOurs(quoted)) {
            return;
        }
        long number = quotesNonce ? quoted.int64(EchoFrame.NUMBER_OFFSET) : requests.numberOf(quoted.uint16(6));
        if (number != RequestWindow.NONE) {
            lastErrorNanos = stampNanos;
            listener.unreachable(number, error(error));
        }
    }

    private boolean isOurs(IcmpView echo) {
        return echo.has(EchoFrame.NUMBER_OFFSET + Long.BYTES)
                && echo.int64(EchoFrame.NONCE_OFFSET) == nonce
                && echo.uint16(6) == (echo.int64(EchoFrame.NUMBER_OFFSET) & 0xffff);
    }

    /** One object for a row of equal errors: a dead network answers every probe the same way. */
    private IcmpError error(IcmpView error) {
        boolean same = lastError.isPresent()
                && lastError.get().type() == error.uint8(0)
                && lastError.get().code() == error.uint8(1)
                && error.sourceIs(lastErrorSender);
        if (!same) {
            IcmpError next = new IcmpError(error.uint8(0), error.uint8(1), error.source(), OptionalInt.empty());
            lastErrorSender = next.sender().getAddress();
            lastError = Optional.of(next);
        }
        return lastError.get();
    }
}
