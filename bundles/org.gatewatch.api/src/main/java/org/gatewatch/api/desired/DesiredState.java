package org.gatewatch.api.desired;

import java.util.List;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.VpnConnection;

/**
 * Everything that is to be watched, whole and valid. Immutable.
 *
 * @param connections VPN connections; ids and names differ
 * @param monitors monitors; names differ
 */
public record DesiredState(List<VpnConnection> connections, List<Monitor> monitors) {
    /** Nothing to watch. */
    public static final DesiredState EMPTY = new DesiredState(List.of(), List.of());

    public DesiredState {
        connections = List.copyOf(connections);
        monitors = List.copyOf(monitors);
    }
}
