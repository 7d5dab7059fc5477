package org.gatewatch.api.report;

import java.util.List;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.osgi.annotation.versioning.ProviderType;

/** The running state, to look at. Thread-safe; never blocks the engine. */
@ProviderType
public interface Monitoring {
    /** All probes, ordered by {@link ProbeStatus#id()}. */
    List<ProbeStatus> probes();

    /** One probe; much cheaper than to look for it in {@link #probes()}. */
    default Optional<ProbeStatus> probe(ProbeId id) {
        return probes().stream().filter(status -> status.id().equals(id)).findFirst();
    }

    /** All monitors, ordered by name. */
    List<MonitorStatus> monitors();

    /** All VPN connections, ordered by name. */
    List<ConnectionStatus> connections();

    /** What was thrown away since the start because a listener was too slow, or the engine could not keep up. */
    EngineCounters counters();

    /** How many sent packets and captured answers wait for the engine at this moment. */
    default int eventsWaiting() {
        return 0;
    }

    /** How many reports and changes wait for listeners at this moment, counted once for each listener. */
    default int notificationsWaiting() {
        return 0;
    }

    /** The round-trip times of all closed periods since the start. */
    default RttHistogram roundTrips() {
        return RttHistogram.EMPTY;
    }
}
