package org.gatewatch.link.internal.route;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.NetlinkMessage;
import org.gatewatch.link.internal.kernel.NetlinkRequest;
import org.gatewatch.link.internal.kernel.NetlinkRequest.Question;
import org.gatewatch.link.internal.kernel.NetlinkSocket;
import org.gatewatch.link.internal.kernel.NextHop;
import org.gatewatch.link.internal.route.Bearing.Blocked;
import org.gatewatch.link.internal.route.Bearing.Framed;
import org.gatewatch.link.internal.route.Bearing.Stacked;

/** Asks the kernel which way packets would take, and turns the answers into bearings. Used by the netlink thread. */
final class RouteResolver {
    private static final int ROUTE_FIXED_BYTES = 12;
    private static final int ROUTE_TYPE_OFFSET = 7;
    private static final int OUTPUT_INTERFACE = 4;
    private static final int GATEWAY = 5;
    private static final int PREFERRED_SOURCE = 7;
    private static final int VIA = 18;
    private static final int ENCAPSULATION = 22;
    private static final int UNICAST = 1;
    private static final int LOCAL = 2;
    private static final int BLACKHOLE = 6;
    private static final int PROHIBIT = 8;

    private final KernelTables tables;

    RouteResolver(KernelTables tables) {
        this.tables = tables;
    }

    /** One bearing for each path, in their order. Uses as many sequence numbers as there are paths. */
    List<Bearing> resolve(List<LivePath> paths, NetlinkSocket socket, int firstSequence) throws IOException {
        List<Bearing> bearings = new ArrayList<>(paths.size());
        for (int start = 0; start < paths.size(); start += NetlinkRequest.MAX_ROUTES) {
            int end = Math.min(paths.size(), start + NetlinkRequest.MAX_ROUTES);
            bearings.addAll(resolveBatch(paths.subList(start, end), socket, firstSequence + start));
        }
        return bearings;
    }

    private List<Bearing> resolveBatch(List<LivePath> paths, NetlinkSocket socket, int firstSequence)
            throws IOException {
        Bearing[] bearings = new Bearing[paths.size()];
        NetlinkRequest request = NetlinkRequest.routes();
        int[] waiting = new int[1];
        for (int i = 0; i < bearings.length; i++) {
            LivePath path = paths.get(i);
            Optional<SendResult> obstacle = sourceObstacle(path.source(), path.destination());
            if (obstacle.isPresent()) {
                bearings[i] = new Blocked(obstacle.get());
            } else {
                waiting[0]++;
                Question question =
                        new Question(path.destination(), wantedSource(path), wantedInterface(path), path.mark());
                request.addRoute(firstSequence + i, question);
            }
        }
        if (waiting[0] > 0) {
            socket.send(request.bytes());
        }
        while (waiting[0] > 0) {
            socket.receive(0, answer -> {
                int i = answer.sequence() - firstSequence;
                if (i >= 0 && i < bearings.length && bearings[i] == null) {
                    bearings[i] = bearing(paths.get(i), answer);
                    waiting[0]--;
                }
            });
        }
        return List.of(bearings);
    }

    /** Why the kernel need not be asked. */
    Optional<SendResult> sourceObstacle(Source source, InetAddress destination) {
        if (source instanceof Source.Address from) {
            boolean usable = from.address().getClass() == destination.getClass() && tables.isLocal(from.address());
            return usable ? Optional.empty() : Optional.of(SendResult.NO_SOURCE);
        }
        if (source instanceof Source.Interface from) {
            Optional<Device> device = tables.device(from.name());
            if (device.isEmpty() || !mayCarry(device.get(), destination)) {
                return Optional.of(SendResult.NO_SOURCE);
            }
            return device.get().running() ? Optional.empty() : Optional.of(SendResult.INTERFACE_DOWN);
        }
        return Optional.empty();
    }

    /**
     * Whether an interface has addresses to send from. Where it has none of its own the kernel lends it another one's: right
     * for a tunnel or a line with one far end, which is often unnumbered (strongSwan's {@code ipsec0} is), and wrong for an
     * uplink that has lost its address.
     */
    private boolean mayCarry(Device device, InetAddress destination) {
        boolean four = destination.getAddress().length == 4;
        return !device.usesNeighbours()
                || tables.addressOn(device.index(), four).isPresent();
    }

    private static Optional<InetAddress> wantedSource(LivePath path) {
        return path.source() instanceof Source.Address from ? Optional.of(from.address()) : Optional.empty();
    }

    private int wantedInterface(LivePath path) {
        return path.source() instanceof Source.Interface from
                ? tables.device(from.name()).map(Device::index).orElse(0)
                : 0;
    }

    /** Reads the kernel's answer: a route, or an error where there is none. */
    Bearing bearing(LivePath path, NetlinkMessage answer) {
        int type = answer.type() == NetlinkMessage.NEW_ROUTE ? answer.uint8(ROUTE_TYPE_OFFSET) : BLACKHOLE;
        if (type >= BLACKHOLE && type <= PROHIBIT) {
            return new Blocked(SendResult.NO_ROUTE);
        }
        boolean encapsulated =
                answer.attribute(ROUTE_FIXED_BYTES, ENCAPSULATION).isPresent();
        if ((type != UNICAST && type != LOCAL) || encapsulated) {
            return new Blocked(SendResult.UNSUPPORTED); // broadcast, multicast, or headers that we would have to make
        }
        Optional<Device> device =
                answer.number(ROUTE_FIXED_BYTES, OUTPUT_INTERFACE).flatMap(tables::device);
        int wanted = wantedInterface(path);
        if (device.isEmpty() || (wanted != 0 && wanted != device.get().index())) {
            return new Blocked(SendResult.NO_ROUTE);
        }
        return wantedSource(path)
                .or(() -> answer.address(ROUTE_FIXED_BYTES, PREFERRED_SOURCE))
                .filter(source -> !source.isAnyLocalAddress())
                .map(source -> type == LOCAL
                        ? new Stacked(device.get().index(), source, path.destination(), true)
                        : through(device.get(), source, path, answer))
                .orElse(new Blocked(SendResult.NO_SOURCE));
    }

    private static Bearing through(Device device, InetAddress source, LivePath path, NetlinkMessage answer) {
        return switch (device.framing()) {
            case BARE -> new Framed(device.index(), source, Optional.empty(), false);
            case ETHERNET -> throughEthernet(device, source, path, answer);
            case KERNEL -> new Stacked(device.index(), source, path.destination(), false);
            case UNKNOWN -> new Blocked(SendResult.UNSUPPORTED);
        };
    }

    private static Bearing throughEthernet(Device device, InetAddress source, LivePath path, NetlinkMessage answer) {
        if (!device.usesNeighbours()) {
            return new Framed(device.index(), source, Optional.empty(), false);
        }
        Optional<InetAddress> gateway = gateway(answer);
        NextHop next = new NextHop(device.index(), gateway.orElse(path.destination()));
        return new Framed(device.index(), source, Optional.of(next), gateway.isEmpty());
    }

    /** The next router; IPv4 destinations may have one with an IPv6 address (RFC 5549). */
    private static Optional<InetAddress> gateway(NetlinkMessage answer) {
        int familyBytes = 2;
        return answer.address(ROUTE_FIXED_BYTES, GATEWAY).or(() -> answer.attribute(ROUTE_FIXED_BYTES, VIA)
                .filter(via -> via.remaining() > familyBytes)
                .flatMap(via -> NetlinkMessage.address(via.position(familyBytes))));
    }
}
