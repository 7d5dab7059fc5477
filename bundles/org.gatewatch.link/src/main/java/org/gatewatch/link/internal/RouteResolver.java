package org.gatewatch.link.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.KernelTables.Device;
import org.gatewatch.link.internal.KernelTables.Mac;
import org.gatewatch.link.internal.KernelTables.Neighbour;
import org.gatewatch.link.internal.KernelTables.NextHop;

/** Asks the kernel which way packets would take, and turns the answers into ways. Used by the netlink thread. */
final class RouteResolver {
    private static final int ROUTE_FIXED_BYTES = 12;
    private static final int ROUTE_TYPE_OFFSET = 7;
    private static final int OUTPUT_INTERFACE = 4;
    private static final int GATEWAY = 5;
    private static final int PREFERRED_SOURCE = 7;
    private static final int VIA = 18;
    private static final int ENCAPSULATION = 22;
    private static final int UNICAST = 1;
    private static final int BLACKHOLE = 6;
    private static final int PROHIBIT = 8;

    private static final int ARPHRD_ETHER = 1;
    private static final int ARPHRD_TUNNEL = 768;
    private static final int ARPHRD_TUNNEL6 = 769;
    private static final int ARPHRD_RAWIP = 519;
    private static final int ARPHRD_NONE = 0xfffe;

    private final KernelTables tables;

    RouteResolver(KernelTables tables) {
        this.tables = tables;
    }

    /** One resolution for each path, in their order. Uses as many sequence numbers as there are paths. */
    List<Resolution> resolve(List<LivePath> paths, NetlinkSocket socket, int firstSequence) throws IOException {
        List<Resolution> resolutions = new ArrayList<>(paths.size());
        for (int start = 0; start < paths.size(); start += NetlinkRequest.MAX_ROUTES) {
            int end = Math.min(paths.size(), start + NetlinkRequest.MAX_ROUTES);
            resolutions.addAll(resolveBatch(paths.subList(start, end), socket, firstSequence + start));
        }
        return resolutions;
    }

    private List<Resolution> resolveBatch(List<LivePath> paths, NetlinkSocket socket, int firstSequence)
            throws IOException {
        Resolution[] resolutions = new Resolution[paths.size()];
        NetlinkRequest request = NetlinkRequest.routes();
        int[] waiting = new int[1];
        for (int i = 0; i < resolutions.length; i++) {
            LivePath path = paths.get(i);
            Optional<SendResult> obstacle = sourceObstacle(path.source(), path.destination());
            if (obstacle.isPresent()) {
                resolutions[i] = Resolution.obstructed(obstacle.get());
            } else {
                waiting[0]++;
                request.addRoute(firstSequence + i, path.destination(), wantedSource(path), wantedInterface(path));
            }
        }
        if (waiting[0] > 0) {
            socket.send(request.bytes());
        }
        while (waiting[0] > 0) {
            socket.receive(0, answer -> {
                int i = answer.sequence() - firstSequence;
                if (i >= 0 && i < resolutions.length && resolutions[i] == null) {
                    resolutions[i] = resolution(paths.get(i), answer);
                    waiting[0]--;
                }
            });
        }
        return List.of(resolutions);
    }

    private Optional<SendResult> sourceObstacle(Source source, InetAddress destination) {
        if (source instanceof Source.Address from) {
            boolean usable = from.address().getClass() == destination.getClass() && tables.isLocal(from.address());
            return usable ? Optional.empty() : Optional.of(SendResult.NO_SOURCE);
        }
        if (source instanceof Source.Interface from) {
            Optional<Device> device = tables.device(from.name());
            if (device.isEmpty()) {
                return Optional.of(SendResult.NO_SOURCE);
            }
            return device.get().running() ? Optional.empty() : Optional.of(SendResult.INTERFACE_DOWN);
        }
        return Optional.empty();
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
    Resolution resolution(LivePath path, NetlinkMessage answer) {
        if (answer.type() != NetlinkMessage.NEW_ROUTE) {
            return Resolution.obstructed(SendResult.NO_ROUTE);
        }
        int type = answer.uint8(ROUTE_TYPE_OFFSET);
        if (type >= BLACKHOLE && type <= PROHIBIT) {
            return Resolution.obstructed(SendResult.NO_ROUTE);
        }
        boolean encapsulated =
                answer.attribute(ROUTE_FIXED_BYTES, ENCAPSULATION).isPresent();
        if (type != UNICAST || encapsulated) {
            // this host itself, broadcast, multicast, or headers that we would have to make
            return Resolution.obstructed(SendResult.UNSUPPORTED);
        }
        Optional<Device> device = answer.attribute(ROUTE_FIXED_BYTES, OUTPUT_INTERFACE)
                .flatMap(content -> tables.device(content.getInt(0)));
        int wanted = wantedInterface(path);
        if (device.isEmpty() || (wanted != 0 && wanted != device.get().index())) {
            return Resolution.obstructed(SendResult.NO_ROUTE);
        }
        if (!device.get().running()) {
            return Resolution.obstructed(SendResult.INTERFACE_DOWN);
        }
        return wantedSource(path)
                .or(() -> answer.address(ROUTE_FIXED_BYTES, PREFERRED_SOURCE))
                .filter(source -> !source.isAnyLocalAddress())
                .map(source -> through(device.get(), source, path, answer))
                .orElse(Resolution.obstructed(SendResult.NO_SOURCE));
    }

    private Resolution through(Device device, InetAddress source, LivePath path, NetlinkMessage answer) {
        return switch (device.hardwareType()) {
            case ARPHRD_NONE, ARPHRD_TUNNEL, ARPHRD_TUNNEL6, ARPHRD_RAWIP ->
                Resolution.usable(way(device, source, LinkHeader.NONE), Optional.empty());
            case ARPHRD_ETHER -> throughEthernet(device, source, path, answer);
            default -> Resolution.obstructed(SendResult.UNSUPPORTED);
        };
    }

    private Resolution throughEthernet(Device device, InetAddress source, LivePath path, NetlinkMessage answer) {
        if (!device.usesNeighbours()) {
            // as the kernel does: a device without ARP is its own neighbour
            return Resolution.usable(way(device, source, ethernet(device.mac(), device, path)), Optional.empty());
        }
        NextHop hop = new NextHop(device.index(), gateway(answer).orElse(path.destination()));
        return tables.neighbour(hop)
                .filter(neighbour -> neighbour.valid() && neighbour.mac().length() == 6)
                .map(Neighbour::mac)
                .map(mac -> Resolution.usable(way(device, source, ethernet(mac, device, path)), Optional.of(hop)))
                .orElse(Resolution.unresolved(hop));
    }

    /** The next router; IPv4 destinations may have one with an IPv6 address (RFC 5549). */
    private static Optional<InetAddress> gateway(NetlinkMessage answer) {
        int familyBytes = 2;
        return answer.address(ROUTE_FIXED_BYTES, GATEWAY).or(() -> answer.attribute(ROUTE_FIXED_BYTES, VIA)
                .flatMap(via -> NetlinkMessage.address(via.position(familyBytes))));
    }

    private static LinkHeader ethernet(Mac neighbour, Device device, LivePath path) {
        int etherType = path.destination() instanceof Inet4Address ? 0x0800 : 0x86dd;
        return LinkHeader.ethernet(neighbour.bytes(), device.mac().bytes(), etherType);
    }

    private static Way way(Device device, InetAddress source, LinkHeader header) {
        return new Way(device.index(), device.name(), device.mtuBytes(), source, header);
    }
}
