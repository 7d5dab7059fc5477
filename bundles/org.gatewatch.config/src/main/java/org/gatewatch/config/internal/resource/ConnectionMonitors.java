package org.gatewatch.config.internal.resource;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.Running;

/**
 * Connection monitors are monitors of one probe, which names a VPN connection and so follows its addresses, and whose name
 * says their id. So their file says it all.
 */
final class ConnectionMonitors {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** The cloud's own raw period (Cloud Eye, SYS.VPN). */
    private static final int PERIOD_SECONDS = 15;

    private ConnectionMonitors() {}

    /** What its file says. An answer after 5 s is none: the cloud's metrics have no larger value. */
    static Settings settings(String name, UUID connectionId) {
        var probe = Settings.NONE
                .with("name", "link")
                .with("vpnConnectionId", connectionId)
                .with("timeout", "5s");
        return Settings.NONE
                .with("monitorName", name)
                .with("aggregationPeriod", PERIOD_SECONDS)
                .with("probes", List.of(probe));
    }

    /** The id in the name of a connection monitor; empty for other monitors. */
    static Optional<UUID> id(Monitor monitor) {
        String start = ConnectionMonitorView.NAME_PREFIX;
        if (!monitor.name().startsWith(start) || monitor.probes().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(monitor.name().substring(start.length()))
                .filter(text -> UUID_TEXT.matcher(text).matches())
                .map(UUID::fromString);
    }

    /** The connection that a connection monitor follows; empty for other monitors. */
    static Optional<UUID> followed(Monitor monitor) {
        return id(monitor).flatMap(unused -> monitor.probes().get(0).connectionId());
    }

    /** The connection monitor of a connection. */
    static Optional<Located<Monitor>> of(Running running, UUID connectionId) {
        return running.monitors()
                .filter(it ->
                        followed(it.content()).filter(connectionId::equals).isPresent())
                .findFirst();
    }
}
