package org.gatewatch.config.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.MonitorDraft.OfConnection;

/** Follows the {@code vpnConnectionId}s of monitors to the connections that run. */
final class References {
    private final Map<UUID, VpnConnection> connections;
    private final List<String> brokenFiles;
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /** @param brokenFiles the files of connections whose newest version does not run */
    References(Map<UUID, VpnConnection> connections, List<String> brokenFiles) {
        this.connections = connections;
        this.brokenFiles = brokenFiles;
    }

    List<ConfigurationProblem> problems() {
        return List.copyOf(problems);
    }

    /** The monitor with all addresses; empty, with problems, when a connection is not there. */
    Optional<Version<Monitor>> resolve(Version<MonitorDraft> version) {
        MonitorDraft draft = version.content();
        var missing = new ArrayList<OfConnection>();
        for (var probe : draft.probes()) {
            if (probe.target() instanceof OfConnection target && !connections.containsKey(target.id())) {
                missing.add(target);
            }
        }
        if (missing.isEmpty()) {
            return Optional.of(new Version<>(draft.resolve(connections), version.claims(), version.demands()));
        }
        report(missing);
        return Optional.empty();
    }

    /** While a file of connections is broken, one line per monitor is enough: mending that file may mend them all. */
    private void report(List<OfConnection> missing) {
        if (brokenFiles.isEmpty()) {
            missing.forEach(target -> report(target, "no VPN connection has this id"));
        } else {
            report(missing.get(0), "no running VPN connection has this id; first mend " + brokenFiles.get(0));
        }
    }

    private void report(OfConnection target, String message) {
        var place = target.place();
        problems.add(new ConfigurationProblem(
                place.file(),
                place.line(),
                place.column(),
                target.key(),
                target.id().toString(),
                message));
    }
}
