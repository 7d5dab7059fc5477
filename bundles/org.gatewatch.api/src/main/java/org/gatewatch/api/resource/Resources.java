package org.gatewatch.api.resource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.LifecycleState;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way for clients to look at and change what this gateway watches. Each change is checked as a whole, written to a
 * file, and then applied; when a method returns, both have happened, and when it throws, neither. What a person wrote into
 * a file can be read here and is changed there. Thread-safe; changes come one at a time. Every method throws
 * {@link ResourceException} and no other exception.
 *
 * <p>A {@code token} makes a creation safe to repeat: with the same token and settings within 24 h it gives what the first
 * one made, with other settings it is a conflict. An empty text means no token.
 */
@ProviderType
public interface Resources {
    /** How much may be created. */
    Quotas quotas();

    /** What probes can name as their source, in the cloud's words: as configured, and one of each interface. */
    List<SubnetView> subnets();

    /**
     * Makes a monitor with its probes, or nothing at all.
     *
     * @param settings the keys of a file in {@code monitors/}, of which {@code probes} may be left out
     */
    MonitorView createMonitor(Settings settings, String token);

    MonitorView monitor(String name);

    /**
     * A part of all monitors, by name.
     *
     * @param state only those in it
     * @param limit so many at most, from 1
     * @param token of the part before; empty for the first
     */
    Page<MonitorView> monitors(Optional<LifecycleState> state, int limit, String token);

    /** Changes a monitor's {@code aggregationPeriod}, {@code tags}, {@code thresholds} or {@code quorum}. */
    MonitorView updateMonitor(String name, Settings settings);

    /**
     * Deletes a monitor with its probes.
     *
     * @param force also while probes of it are switched on; else that is a conflict
     */
    void deleteMonitor(String name, boolean force);

    /** Adds a probe to a monitor; without {@code name} its id is its name. */
    ProbeView createProbe(String monitorName, Settings settings, String token);

    /**
     * One probe.
     *
     * @param probe its id, or its name in the monitor
     */
    ProbeView probe(String monitorName, String probe);

    /** Changes anything of a probe but its {@code name}; the other probes of the monitor go on undisturbed. */
    ProbeView updateProbe(String monitorName, String probe, Settings settings);

    void deleteProbe(String monitorName, String probe);

    /** The tags of a monitor or probe. */
    Map<String, String> tags(String arn);

    /** Adds tags, in place of those with the same keys. */
    void tag(String arn, Map<String, String> tags);

    /** Takes tags away; keys that are not there are no error. */
    void untag(String arn, Collection<String> keys);

    /** Makes a VPN connection; without {@code id} it gets one. */
    ConnectionView createConnection(Settings settings, String token);

    ConnectionView connection(UUID id);

    /** A part of all VPN connections, by id; parameters as in {@link #monitors}. */
    Page<ConnectionView> connections(int limit, String token);

    /** Changes anything of a VPN connection but its {@code id}; its probes follow. */
    ConnectionView updateConnection(UUID id, Settings settings);

    /** Deletes a VPN connection, unless a probe needs it. */
    void deleteConnection(UUID id);

    /** Makes the connection monitor of a VPN connection; a conflict when it has one. */
    ConnectionMonitorView createConnectionMonitor(UUID connectionId, String token);

    ConnectionMonitorView connectionMonitor(UUID id);

    /** All connection monitors, by name of their monitors. */
    List<ConnectionMonitorView> connectionMonitors();

    void deleteConnectionMonitor(UUID id);
}
