package org.gatewatch.config.internal.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.Monitoring;

/** How VPN connections do, for one request: all are asked for once, and only if one is. */
final class Healths {
    private final Optional<Monitoring> monitoring;
    private Optional<Map<UUID, Health>> known = Optional.empty();

    Healths(Optional<Monitoring> monitoring) {
        this.monitoring = monitoring;
    }

    Health of(UUID connectionId) {
        if (known.isEmpty()) {
            var healths = new HashMap<UUID, Health>();
            monitoring.ifPresent(it -> it.connections()
                    .forEach(status -> healths.put(status.connection().id(), status.health())));
            known = Optional.of(healths);
        }
        return known.get().getOrDefault(connectionId, Health.UNKNOWN);
    }
}
