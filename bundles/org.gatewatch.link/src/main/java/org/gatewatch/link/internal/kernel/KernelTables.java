package org.gatewatch.link.internal.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Our copy of the kernel's interfaces, addresses and neighbours. Owned by the netlink thread. */
public final class KernelTables {
    private static final int PF_BRIDGE = 7;
    private static final Neighbour UNKNOWN = Neighbour.of(0, Mac.NONE, false);

    private Map<Integer, Device> devices = new HashMap<>();
    private Map<String, Integer> indexes = new HashMap<>();
    private LocalAddresses addresses = new LocalAddresses();
    private Map<NextHop, Neighbour> neighbours = new HashMap<>();

    /**
     * Reads all tables anew.
     *
     * @param used the next hops whose failure is to be remembered
     * @return false when one changed while it was read; then the old copy stays
     */
    public boolean reload(NetlinkSocket socket, int sequence, Set<NextHop> used) throws IOException {
        KernelTables read = new KernelTables();
        read.neighbours.putAll(neighbours); // who failed is known to us only
        Set<NextHop> seen = new HashSet<>();
        boolean whole = socket.dump(NetlinkMessage.GET_LINK, sequence, read::accept)
                && socket.dump(NetlinkMessage.GET_ADDRESS, sequence + 1, read::accept)
                && socket.dump(NetlinkMessage.GET_NEIGHBOUR, sequence + 2, row -> {
                    read.accept(row);
                    neighbourHop(row).ifPresent(seen::add);
                });
        if (whole) {
            devices = read.devices;
            indexes = read.indexes;
            addresses = read.addresses;
            neighbours = read.neighbours;
            neighbours
                    .entrySet()
                    .removeIf(entry -> !seen.contains(entry.getKey())
                            && !(entry.getValue().failed() && used.contains(entry.getKey())));
        }
        return whole;
    }

    /** Takes in a row of a table or a change of one. */
    public Change accept(NetlinkMessage message) {
        return switch (message.type()) {
            case NetlinkMessage.NEW_LINK -> acceptDevice(Device.of(message));
            case NetlinkMessage.DELETE_LINK -> deleteDevice(message);
            case NetlinkMessage.NEW_ADDRESS, NetlinkMessage.DELETE_ADDRESS -> acceptAddress(message);
            case NetlinkMessage.NEW_NEIGHBOUR, NetlinkMessage.DELETE_NEIGHBOUR -> acceptNeighbour(message);
            default -> Change.ROUTE;
        };
    }

    public Optional<Device> device(int index) {
        return Optional.ofNullable(devices.get(index));
    }

    public Optional<Device> device(String name) {
        return Optional.ofNullable(indexes.get(name)).map(devices::get);
    }

    public boolean isLocal(InetAddress address) {
        return addresses.contains(address);
    }

    /** Some address of an interface, of one family. */
    public Optional<InetAddress> addressOn(int interfaceIndex, boolean four) {
        return addresses.on(interfaceIndex, four);
    }

    public Neighbour neighbour(NextHop hop) {
        return neighbours.getOrDefault(hop, UNKNOWN);
    }

    private Change acceptDevice(Device device) {
        Device before = devices.put(device.index(), device);
        if (device.equals(before)) {
            return Change.NONE;
        }
        if (before != null) {
            indexes.remove(before.name(), before.index());
        }
        indexes.put(device.name(), device.index());
        return Change.INTERFACE;
    }

    private Change deleteDevice(NetlinkMessage message) {
        if (isOfBridge(message)) {
            return Change.NONE; // it left a bridge, and is there with its addresses, which nobody would announce again
        }
        Device device = Device.of(message);
        devices.remove(device.index());
        indexes.remove(device.name(), device.index());
        addresses.removeInterface(device.index());
        return Change.INTERFACE;
    }

    private Change acceptAddress(NetlinkMessage message) {
        int fixedBytes = 8;
        Optional<InetAddress> address = message.address(fixedBytes, 2).or(() -> message.address(fixedBytes, 1));
        if (address.isEmpty()) {
            return Change.NONE;
        }
        int index = message.int32(4);
        boolean there = message.type() == NetlinkMessage.NEW_ADDRESS && usable(message, fixedBytes);
        boolean changed = there ? addresses.add(index, address.get()) : addresses.remove(index, address.get());
        return changed ? Change.INTERFACE : Change.NONE;
    }

    /** An address may be used as a source: IPv6 ones only after duplicate address detection. */
    private static boolean usable(NetlinkMessage message, int fixedBytes) {
        int tentativeOrFailed = 0x48;
        int optimistic = 0x04;
        int flags = message.number(fixedBytes, 8).orElse(message.uint8(2));
        return (flags & tentativeOrFailed) == 0 || (flags & optimistic) != 0;
    }

    private Change acceptNeighbour(NetlinkMessage message) {
        Optional<NextHop> hop = neighbourHop(message);
        if (hop.isEmpty()) {
            return Change.NONE;
        }
        Neighbour before = neighbour(hop.get());
        boolean gone = message.type() == NetlinkMessage.DELETE_NEIGHBOUR;
        Mac mac = message.attribute(12, 2).map(Mac::of).orElse(Mac.NONE);
        Neighbour now = Neighbour.of(gone ? 0 : message.uint16(8), mac, before.failed());
        if (gone && !now.failed()) {
            neighbours.remove(hop.get());
        } else {
            neighbours.put(hop.get(), now);
        }
        return now.sameWay(before) ? Change.NONE : Change.NEIGHBOUR;
    }

    private static Optional<NextHop> neighbourHop(NetlinkMessage message) {
        int fixedBytes = 12;
        return isOfBridge(message)
                ? Optional.empty()
                : message.address(fixedBytes, 1).map(address -> new NextHop(message.int32(4), address));
    }

    /** Whether a message is about a port of a bridge or an entry of its table, not about the host's own. */
    private static boolean isOfBridge(NetlinkMessage message) {
        return message.uint8(0) == PF_BRIDGE;
    }
}
