package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Source;
import org.gatewatch.api.desired.DesiredState;

/** How packets leave this host: the routes to all destinations, and the interfaces that probes name. */
final class Ways {
    private static final int DISCARD = 9;
    private static final int MAX_NAMED = 3;

    private Ways() {}

    /** Asks the kernel for the way to every destination that is an address; sends nothing. */
    static Finding to(DesiredState desired) {
        var without = new TreeMap<String, String>();
        int asked = 0;
        for (Probe probe : probes(desired).toList()) {
            if (probe.destination() instanceof Destination.Address destination) {
                asked++;
                routeProblem(destination.address())
                        .ifPresent(why -> without.put(probe.destination().toString(), why));
            }
        }
        if (without.isEmpty()) {
            return Finding.good("routes", asked + " destinations have one");
        }
        var all = without.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .toList();
        return Finding.bad("routes", "none to " + some(all) + ": ip route get " + without.firstKey());
    }

    private static Optional<String> routeProblem(InetAddress destination) {
        try (var channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(destination, DISCARD)); // only looks the route up
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong with the interfaces that probes are to leave by; empty when all are there. */
    static Optional<Finding> missingInterfaces(DesiredState desired) {
        var missing = new TreeMap<String, String>();
        probes(desired).forEach(probe -> {
            if (probe.source() instanceof Source.Interface source && !exists(source.name())) {
                missing.putIfAbsent(source.name(), probe.name());
            }
        });
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.bad(
                        "interfaces",
                        "this host has none called %s, which probe %s is to leave by: ip link; it waits until there is one"
                                .formatted(
                                        String.join(", ", missing.keySet()),
                                        missing.firstEntry().getValue())));
    }

    /** What is wrong with the addresses that probes are to leave from; empty when this host has them all. */
    static Optional<Finding> missingAddresses(DesiredState desired) {
        var missing = new TreeSet<String>();
        probes(desired).forEach(probe -> {
            if (probe.source() instanceof Source.Address source && !exists(source.address())) {
                missing.add(source.address().getHostAddress());
            }
        });
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.bad(
                        "sources",
                        "this host does not have " + some(List.copyOf(missing))
                                + ", which probes are to leave from: ip address; they wait until it has"));
    }

    /** The first of them, and how many more there are. */
    static String some(List<String> all) {
        String first = all.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return all.size() > MAX_NAMED ? first + " and " + (all.size() - MAX_NAMED) + " more" : first;
    }

    private static boolean exists(InetAddress address) {
        try {
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // cannot be listed, which another finding says
        }
    }

    private static boolean exists(String name) {
        try {
            return NetworkInterface.getByName(name) != null;
        } catch (SocketException e) {
            return true; // cannot be listed, which another finding says
        }
    }

    private static Stream<Probe> probes(DesiredState desired) {
        return desired.monitors().stream().flatMap(monitor -> monitor.probes().stream());
    }
}
