package org.gatewatch.api.resource;

import java.util.Objects;
import java.util.UUID;
import org.gatewatch.api.VpnConnection;

/**
 * A connection monitor of Open Telekom Cloud and Huawei: what is made from the id of a VPN connection alone, and sends ICMP
 * echoes from its gateway address to its customer gateway address, following both. On this gateway it is a monitor like
 * others, whose name is {@value #NAME_PREFIX} and its id.
 *
 * @param id its identity
 * @param connection the VPN connection that it follows
 * @param monitor the monitor that does the work
 */
public record ConnectionMonitorView(UUID id, VpnConnection connection, MonitorView monitor) {
    /** What the name of such a monitor starts with; the id follows. */
    public static final String NAME_PREFIX = "connection-monitor-";

    public ConnectionMonitorView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(monitor, "monitor");
    }
}
