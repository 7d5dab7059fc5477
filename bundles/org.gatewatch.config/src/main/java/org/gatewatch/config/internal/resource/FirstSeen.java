package org.gatewatch.config.internal.resource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
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
    /** How long is remembered what is missing: its file may be broken, or its disk not be mounted. */
    private static final Duration REMEMBERED = Duration.ofDays(7);
    /** Between two looks for what is missing. */
    private static final Duration SWEEP_EVERY = Duration.ofDays(1);

    private static final String MISSING_SINCE = " missing since ";

    private final InstantSource clock;
    private Optional<StateStore> store = Optional.empty(); // guarded by this, as the next two are
    private DesiredState noted = DesiredState.EMPTY;
    private DesiredState now = DesiredState.EMPTY;
    private Instant swept = Instant.MIN; // guarded by this

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
        return store.get(SPACE, key).flatMap(stored -> time(text(stored).split(MISSING_SINCE, 2)[0]));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // damaged: as good as unknown
        }
    }

    private static String text(byte[] stored) {
        return new String(stored, StandardCharsets.UTF_8);
    }

    /** Notes what is new, and forgets what is gone. Looks only at monitors and connections that changed. */
    private void note() {
        store.ifPresent(kept -> {
            byte[] time = bytes(clock.instant().toString());
            var fresh = keys(now, noted);
            var gone = keys(noted, now);
            gone.removeAll(fresh);
            gone.forEach(key -> kept.remove(SPACE, key));
            fresh.stream().filter(key -> kept.get(SPACE, key).isEmpty()).forEach(key -> kept.put(SPACE, key, time));
            noted = now;
            sweepIfDue(kept);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void sweepIfDue(StateStore kept) {
        Instant time = clock.instant();
        boolean isKnown = !now.monitors().isEmpty() || !now.connections().isEmpty();
        if (isKnown && (time.isBefore(swept) || swept.isBefore(time.minus(SWEEP_EVERY)))) {
            swept = time;
            sweep(kept, time);
        }
    }

    /** Forgets what was taken away while nobody looked, once it has been missing for long. */
    private void sweep(StateStore kept, Instant time) {
        var wanted = keys(now, DesiredState.EMPTY);
        kept.all(SPACE).forEach((key, stored) -> {
            var parts = text(stored).split(MISSING_SINCE, 2);
            if (wanted.contains(key)) {
                if (parts.length > 1) {
                    kept.put(SPACE, key, bytes(parts[0]));
                }
            } else if (parts.length == 1) {
                kept.put(SPACE, key, bytes(parts[0] + MISSING_SINCE + time));
            } else if (time(parts[1])
                    .filter(since -> since.isAfter(time.minus(REMEMBERED)))
                    .isEmpty()) {
                kept.remove(SPACE, key);
            }
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
