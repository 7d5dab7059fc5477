package org.gatewatch.link.internal.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** This host's usable addresses. An address may be on several interfaces. Owned by the netlink thread. */
final class LocalAddresses {
    private final Map<Integer, Set<InetAddress>> byInterface = new HashMap<>();
    private final Map<InetAddress, Integer> interfacesOf = new HashMap<>();

    /** Returns whether it was not there. */
    boolean add(int interfaceIndex, InetAddress address) {
        boolean added = byInterface
                .computeIfAbsent(interfaceIndex, index -> new LinkedHashSet<>())
                .add(address);
        if (added) {
            interfacesOf.merge(address, 1, Integer::sum);
        }
        return added;
    }

    /** Returns whether it was there. */
    boolean remove(int interfaceIndex, InetAddress address) {
        boolean removed = byInterface.getOrDefault(interfaceIndex, Set.of()).contains(address);
        if (removed) {
            byInterface.get(interfaceIndex).remove(address);
            release(address);
        }
        return removed;
    }

    void removeInterface(int interfaceIndex) {
        Set<InetAddress> removed = byInterface.remove(interfaceIndex);
        if (removed != null) {
            removed.forEach(this::release);
        }
    }

    boolean contains(InetAddress address) {
        return interfacesOf.containsKey(address);
    }

    /** The oldest address of an interface in one family. */
    Optional<InetAddress> on(int interfaceIndex, boolean four) {
        return byInterface.getOrDefault(interfaceIndex, Set.of()).stream()
                .filter(address -> address instanceof Inet4Address == four)
                .findFirst();
    }

    private void release(InetAddress address) {
        interfacesOf.computeIfPresent(address, (key, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
