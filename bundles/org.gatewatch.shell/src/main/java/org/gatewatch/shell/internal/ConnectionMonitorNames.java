package org.gatewatch.shell.internal;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.resource.ConnectionMonitorView;

/**
 * What people call connection monitors, whose names end in a UUID: {@code connection-monitor-berlin}, after the VPN
 * connection. They may name them so wherever a monitor is meant.
 */
public final class ConnectionMonitorNames {
    /** What can be a part of a monitor's name; another one's monitor is called by its UUID. */
    private static final Pattern SHORT = Pattern.compile("[a-zA-Z0-9_-]{1,180}");

    private ConnectionMonitorNames() {}

    /**
     * What a monitor is shown as.
     *
     * @param connection name of the VPN connection that its probe follows; null when there is none
     */
    public static String shown(String monitor, String connection) {
        String prefix = ConnectionMonitorView.NAME_PREFIX;
        return connection != null
                        && monitor.startsWith(prefix)
                        && SHORT.matcher(connection).matches()
                ? prefix + connection
                : monitor;
    }

    /** The monitor that is shown so, by its own name; else what was given. */
    public static String real(String shown, Monitoring monitoring) {
        if (!shown.startsWith(ConnectionMonitorView.NAME_PREFIX)) {
            return shown;
        }
        var connections = connections(monitoring);
        return monitoring.monitors().stream()
                .map(MonitorStatus::monitor)
                .filter(monitor -> shown(monitor, connections).equals(shown))
                .map(Monitor::name)
                .findFirst()
                .orElse(shown);
    }

    /** What a monitor is shown as. */
    static String shown(Monitor monitor, Map<UUID, String> connections) {
        if (monitor.probes().size() != 1) {
            return monitor.name();
        }
        var connection = monitor.probes().get(0).connectionId();
        return shown(monitor.name(), connection.map(connections::get).orElse(null));
    }

    /** The names of all VPN connections, by their ids. */
    static Map<UUID, String> connections(Monitoring monitoring) {
        return monitoring.connections().stream()
                .map(ConnectionStatus::connection)
                .collect(Collectors.toMap(VpnConnection::id, VpnConnection::name));
    }
}
