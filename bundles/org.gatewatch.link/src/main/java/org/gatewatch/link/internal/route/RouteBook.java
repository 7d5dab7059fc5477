package org.gatewatch.link.internal.route;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Route;
import org.gatewatch.link.Way;
import org.gatewatch.link.internal.kernel.Device;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.Mac;
import org.gatewatch.link.internal.kernel.Neighbour;
import org.gatewatch.link.internal.kernel.NextHop;
import org.gatewatch.link.internal.route.Bearing.Blocked;
import org.gatewatch.link.internal.route.Bearing.Framed;
import org.gatewatch.link.internal.route.Bearing.Stacked;

/**
 * Makes a route of each bearing from the tables as they are now. Paths with equal bearings share one route: 10,000 peers
 * behind one router have one. Owned by the netlink thread.
 */
final class RouteBook {
    private final KernelTables tables;
    private final Transmitters transmitters;
    private final BooleanSupplier capturing;
    private final Map<Bearing, Entry> entries = new HashMap<>();

    private record Entry(Bearing bearing, Route route) {}

    RouteBook(KernelTables tables, Transmitters transmitters, BooleanSupplier capturing) {
        this.tables = tables;
        this.transmitters = transmitters;
        this.capturing = capturing;
    }

    /** Looks at the tables again when asked next. */
    void forget() {
        entries.clear();
    }

    /** Gives a path its bearing and route. */
    void publish(LivePath path, Bearing bearing) {
        Entry entry = entries.get(bearing);
        if (entry == null) {
            entry = new Entry(bearing, route(bearing));
            entries.put(bearing, entry);
        }
        path.take(entry.bearing(), entry.route());
    }

    /** Gives paths the routes that their known bearings have now. */
    void republish(Collection<LivePath> paths) {
        forget();
        paths.forEach(path -> publish(path, path.bearing()));
    }

    private Route route(Bearing bearing) {
        if (bearing instanceof Framed framed) {
            return framed(framed);
        }
        if (bearing instanceof Stacked stacked) {
            return stacked(stacked);
        }
        return new LivePath.Obstructed(((Blocked) bearing).reason());
    }

    private Route framed(Framed framed) {
        Optional<SendResult> obstacle = obstacle(framed.interfaceIndex(), framed.source())
                .or(() -> framed.next().flatMap(hop -> obstacle(hop, framed.peer())));
        if (obstacle.isPresent()) {
            return new LivePath.Obstructed(obstacle.get());
        }
        Device device = tables.device(framed.interfaceIndex()).orElseThrow();
        return open(way(framed), transmitters.frames(device));
    }

    private Route stacked(Stacked stacked) {
        Optional<SendResult> obstacle = obstacle(stacked.interfaceIndex(), stacked.source());
        if (obstacle.isPresent()) {
            return new LivePath.Obstructed(obstacle.get());
        }
        Device device = tables.device(stacked.interfaceIndex()).orElseThrow();
        return open(way(device, stacked.source(), LinkHeader.NONE), transmitters.stack(device, stacked));
    }

    private Route open(Way way, Optional<Transmitter> transmitter) {
        return transmitter.isPresent()
                ? new LivePath.Open(way, transmitter.get(), capturing)
                : new LivePath.Obstructed(SendResult.SEND_ERROR);
    }

    private Optional<SendResult> obstacle(int interfaceIndex, InetAddress source) {
        if (tables.device(interfaceIndex).filter(Device::running).isEmpty()) {
            return Optional.of(SendResult.INTERFACE_DOWN);
        }
        boolean ours = source.isLoopbackAddress() || tables.isLocal(source); // all of 127/8 is, without being listed
        return ours ? Optional.empty() : Optional.of(SendResult.NO_SOURCE);
    }

    private Optional<SendResult> obstacle(NextHop hop, boolean peer) {
        Neighbour neighbour = tables.neighbour(hop);
        if (neighbour.valid() && neighbour.mac().length() == 6) {
            return Optional.empty();
        }
        return Optional.of(peer && neighbour.failed() ? SendResult.PEER_UNRESOLVED : SendResult.NEIGHBOUR_UNRESOLVED);
    }

    /** The way of a bearing without obstacle. */
    Way way(Framed framed) {
        Device device = tables.device(framed.interfaceIndex()).orElseThrow();
        return way(device, framed.source(), header(device, framed));
    }

    private LinkHeader header(Device device, Framed framed) {
        if (device.framing() != Device.Framing.ETHERNET) {
            return LinkHeader.NONE;
        }
        // as the kernel does: a device without ARP is its own neighbour
        Mac to = framed.next().map(tables::neighbour).map(Neighbour::mac).orElse(device.mac());
        int etherType = framed.source() instanceof Inet4Address ? 0x0800 : 0x86dd;
        return LinkHeader.ethernet(to.bytes(), device.mac().bytes(), etherType);
    }

    private static Way way(Device device, InetAddress source, LinkHeader header) {
        return new Way(device.index(), device.name(), device.mtuBytes(), source, header);
    }
}
