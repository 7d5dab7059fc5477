package org.gatewatch.link.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Our copy of the kernel's interfaces, addresses and neighbours. Owned by the netlink thread. */
final class KernelTables {
    private static final int PF_BRIDGE = 7;

    private final Map<Integer, Device> devices = new HashMap<>();
    private final Set<InetAddress> addresses = new HashSet<>();
    private final Map<NextHop, Neighbour> neighbours = new HashMap<>();

    /** Where a packet goes next: an address on an interface. */
    record NextHop(int interfaceIndex, InetAddress address) {}

    /**
     * A network interface.
     *
     * @param flags IFF_…
     * @param hardwareType ARPHRD_…
     * @param mac its link address, empty when it has none
     */
    record Device(int index, String name, int flags, int hardwareType, int mtuBytes, Mac mac) {
        private static final int UP = 0x1;
        private static final int RUNNING = 0x40;
        private static final int NO_ARP = 0x80;
        private static final int FIXED_BYTES = 16;
        private static final int ADDRESS = 1;
        private static final int NAME = 3;
        private static final int MTU = 4;

        static Device of(NetlinkMessage message) {
            return new Device(
                    message.int32(4),
                    message.attribute(FIXED_BYTES, NAME).map(Device::text).orElse("?"),
                    message.int32(8),
                    message.uint16(2),
                    message.attribute(FIXED_BYTES, MTU)
                            .map(content -> content.getInt(0))
                            .orElse(0),
                    message.attribute(FIXED_BYTES, ADDRESS).map(Mac::of).orElse(Mac.NONE));
        }

        /** Up and with carrier: without carrier the kernel takes packets and throws them away without a word. */
        boolean running() {
            return (flags & (UP | RUNNING)) == (UP | RUNNING);
        }

        boolean usesNeighbours() {
            return (flags & NO_ARP) == 0;
        }

        private static String text(ByteBuffer content) {
            return new String(NetlinkMessage.bytes(content), StandardCharsets.US_ASCII).replace("\0", "");
        }
    }

    /** A link address. */
    record Mac(long value, int length) {
        static final Mac NONE = new Mac(0, 0);

        static Mac of(ByteBuffer content) {
            if (content.remaining() > Long.BYTES) {
                return NONE; // InfiniBand and the like, whose frames we do not make
            }
            long value = 0;
            for (byte part : NetlinkMessage.bytes(content)) {
                value = value << 8 | (part & 0xff);
            }
            return new Mac(value, content.remaining());
        }

        byte[] bytes() {
            byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
            return Arrays.copyOfRange(all, Long.BYTES - length, Long.BYTES);
        }
    }

    /**
     * What the kernel knows about a neighbour.
     *
     * @param state NUD_…
     */
    record Neighbour(int state, Mac mac) {
        private static final int REACHABLE = 0x02;
        private static final int STALE = 0x04;
        private static final int DELAY = 0x08;
        private static final int PROBE = 0x10;
        private static final int NO_ARP = 0x40;
        private static final int PERMANENT = 0x80;
        private static final int FRESH = REACHABLE | NO_ARP | PERMANENT;
        private static final int VALID = FRESH | STALE | DELAY | PROBE;

        /** The kernel itself would still send to this link address. */
        boolean valid() {
            return (state & VALID) != 0;
        }

        /** Nothing has to be done to keep it right. */
        boolean fresh() {
            return (state & FRESH) != 0;
        }
    }

    /** Reads all tables anew. */
    void reload(NetlinkSocket socket, int sequence) throws IOException {
        devices.clear();
        socket.dump(NetlinkMessage.GET_LINK, sequence, this::accept);
        addresses.clear();
        socket.dump(NetlinkMessage.GET_ADDRESS, sequence + 1, this::accept);
        reloadNeighbours(socket, sequence + 2);
    }

    void reloadNeighbours(NetlinkSocket socket, int sequence) throws IOException {
        neighbours.clear();
        socket.dump(NetlinkMessage.GET_NEIGHBOUR, sequence, this::accept);
    }

    /**
     * Takes in a row of a table or a change of one.
     *
     * @return whether a route may be another now. A neighbour that only ages is no change; there may be many of them.
     */
    boolean accept(NetlinkMessage message) {
        switch (message.type()) {
            case NetlinkMessage.NEW_LINK -> {
                Device device = Device.of(message);
                devices.put(device.index(), device);
            }
            case NetlinkMessage.NEW_ADDRESS -> address(message).ifPresent(addresses::add);
            case NetlinkMessage.NEW_NEIGHBOUR, NetlinkMessage.DELETE_NEIGHBOUR -> {
                return acceptNeighbour(message);
            }
            default -> {
                // routes, rules and everything that goes away: the caller looks at everything again
            }
        }
        return true;
    }

    Optional<Device> device(int index) {
        return Optional.ofNullable(devices.get(index));
    }

    Optional<Device> device(String name) {
        return devices.values().stream()
                .filter(device -> device.name().equals(name))
                .findAny();
    }

    boolean isLocal(InetAddress address) {
        return addresses.contains(address);
    }

    Optional<Neighbour> neighbour(NextHop hop) {
        return Optional.ofNullable(neighbours.get(hop));
    }

    private boolean acceptNeighbour(NetlinkMessage message) {
        int fixedBytes = 12;
        Optional<InetAddress> address = message.address(fixedBytes, 1);
        if (address.isEmpty() || message.uint8(0) == PF_BRIDGE) {
            return false;
        }
        NextHop hop = new NextHop(message.int32(4), address.get());
        Mac mac = message.attribute(fixedBytes, 2).map(Mac::of).orElse(Mac.NONE);
        Neighbour now = new Neighbour(message.uint16(8), mac);
        boolean gone = message.type() == NetlinkMessage.DELETE_NEIGHBOUR;
        Neighbour before = gone ? neighbours.remove(hop) : neighbours.put(hop, now);
        boolean wasValid = before != null && before.valid();
        boolean isValid = !gone && now.valid();
        return wasValid != isValid || (isValid && !before.mac().equals(mac));
    }

    /** An address that may be used as a source: IPv6 ones only after duplicate address detection. */
    private static Optional<InetAddress> address(NetlinkMessage message) {
        int fixedBytes = 8;
        int tentativeOrFailed = 0x48;
        int optimistic = 0x04;
        int flags = message.attribute(fixedBytes, 8)
                .map(content -> content.getInt(0))
                .orElse(message.uint8(2));
        if ((flags & tentativeOrFailed) != 0 && (flags & optimistic) == 0) {
            return Optional.empty();
        }
        return message.address(fixedBytes, 2).or(() -> message.address(fixedBytes, 1));
    }
}
