package org.gatewatch.config.internal.resource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;
import org.gatewatch.api.state.StateStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Notes since when there is what a person wrote into a file without saying so; without a store it is not known. Thread-safe.
 */
@Component
public final class FirstSeen implements DesiredStateListener {
    private static final String SPACE = "first-seen";

    private final InstantSource clock;
    private Optional<StateStore> store = Optional.empty(); // guarded by this, as the next two are
    private DesiredState noted = DesiredState.EMPTY;
    private DesiredState now = DesiredState.EMPTY;

    @Activate
    public FirstSeen() {
        this(InstantSource.system());
    }

    FirstSeen(InstantSource clock) {
        this.clock = clock;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void addStore(StateStore added) {
        store = Optional.of(added);
        noted = DesiredState.EMPTY;
        note();
    }

    synchronized void removeStore(StateStore removed) {
        store = store.filter(it -> it != removed);
    }

    @Override
    public synchronized void desired(DesiredState state) {
        now = state;
        note();
    }

    /** When something was seen first; empty when that is not known. */
    static Optional<Instant> of(StateStore store, String key) {
        return store.get(SPACE, key).map(stored -> Instant.parse(new String(stored, StandardCharsets.UTF_8)));
    }

    /** Notes what is new, and forgets what is gone. Looks only at monitors and connections that changed. */
    private void note() {
        store.ifPresent(kept -> {
            byte[] time = clock.instant().toString().getBytes(StandardCharsets.UTF_8);
            var fresh = keys(now, noted);
            var gone = keys(noted, now);
            gone.removeAll(fresh);
            gone.forEach(key -> kept.remove(SPACE, key));
            fresh.stream().filter(key -> kept.get(SPACE, key).isEmpty()).forEach(key -> kept.put(SPACE, key, time));
            noted = now;
        });
    }

    /** The keys of what one state has and another has not. */
    private static Set<String> keys(DesiredState of, DesiredState without) {
        Set<Object> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(without.monitors());
        same.addAll(without.connections());
        var keys = new HashSet<String>();
        of.monitors().stream().filter(it -> !same.contains(it)).forEach(it -> keys.addAll(keys(it)));
        of.connections().stream()
                .filter(it -> !same.contains(it))
                .filter(it -> it.labels().times().createdAt().isEmpty())
                .forEach(it -> keys.add(key(it)));
        return keys;
    }

    private static Set<String> keys(Monitor monitor) {
        var keys = new HashSet<String>();
        if (monitor.times().createdAt().isEmpty()) {
            keys.add(key(monitor));
        }
        monitor.probes().stream()
                .filter(probe -> probe.labels().times().createdAt().isEmpty())
                .forEach(probe -> keys.add(key(monitor, probe)));
        return keys;
    }

    static String key(Monitor monitor) {
        return "monitor/" + monitor.name();
    }

    static String key(Monitor monitor, Probe probe) {
        return "probe/" + monitor.name() + "/" + probe.name();
    }

    static String key(VpnConnection connection) {
        return "connection/" + connection.id();
    }
}
