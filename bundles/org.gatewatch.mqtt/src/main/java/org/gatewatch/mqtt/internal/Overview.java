package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;

/**
 * Looks at monitors, VPN connections and the configuration, of which nobody tells us when they change, at most once per
 * second and only after a probe changed, or after some time. Used by one thread, except where stated.
 */
final class Overview implements GatewayStatus.House {
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A monitor or a VPN connection, as the key of its state. */
    private record Group(boolean isConnection, String name) {}

    private record Verdict(Health health, Cause cause, Instant since) {}

    private final Engine engine;
    private final long completeAtNanos;
    private final Messages messages;
    private final Outbox outbox;
    private final Map<Group, Verdict> monitors = new HashMap<>();
    private final Map<Group, ConnectionStatus> connections = new HashMap<>();
    private final Set<String> problems = new HashSet<>();
    private Optional<DesiredState> fingerprinted = Optional.empty();
    private volatile String fingerprint = "";
    private volatile boolean changed = true;
    private volatile boolean complete;
    private long lookedNanos;

    /** @param longestNanos until when everything is taken for complete, whoever is missing */
    Overview(Engine engine, Messages messages, Outbox outbox, long longestNanos) {
        this.engine = engine;
        this.completeAtNanos = outbox.wakeup().nanoTime() + longestNanos;
        this.messages = messages;
        this.outbox = outbox;
        this.lookedNanos = outbox.wakeup().nanoTime() - LONGEST_NANOS;
    }

    /** A probe changed, and with it perhaps its monitor. Thread-safe. */
    void changed() {
        changed = true;
    }

    /** Eight hexadecimal digits that change when what is watched does; empty while that is not known. Thread-safe. */
    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** After our start the engine speaks of its probes one by one, and later than a broker answers. Thread-safe. */
    @Override
    public boolean isComplete() {
        return complete || outbox.wakeup().nanoTime() - completeAtNanos >= 0;
    }

    /** Looks, if it is time to, and says for how long it will not be unless something changes. */
    long upkeep() {
        if (idleNanos() <= 0) {
            lookedNanos = outbox.wakeup().nanoTime();
            changed = false;
            look();
        }
        return Math.max(1, idleNanos());
    }

    private long idleNanos() {
        long age = outbox.wakeup().nanoTime() - lookedNanos;
        return (changed || !complete ? SOON_NANOS : LONGEST_NANOS) - age;
    }

    private void look() {
        boolean all = complete || knowsAllProbes(); // before monitors and connections, which are made of them
        engine.desired().filter(this::isNew).ifPresent(this::takeFingerprint);
        if (engine.isThere()) {
            lookAtMonitors();
            lookAtConnections();
        }
        lookAtProblems();
        complete = all;
    }

    private boolean knowsAllProbes() {
        return engine.desired()
                .filter(desired -> engine.isThere() && isRead(desired))
                .filter(desired ->
                        engine.monitors().size() == desired.monitors().size())
                .filter(desired -> desired.monitors().stream().allMatch(this::knowsProbes))
                .isPresent();
    }

    /** Before the files have been read there is this very constant; what they say is another object, even if it is empty. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isRead(DesiredState desired) {
        return desired != DesiredState.EMPTY;
    }

    private boolean knowsProbes(Monitor monitor) {
        return monitor.probes().stream().allMatch(probe -> outbox.states()
                .known(new ProbeId(monitor.name(), probe.name()))
                .isPresent());
    }

    /** Each accepted change makes another one; comparing thousands of probes every second would be dear. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isNew(DesiredState desired) {
        return fingerprinted.isEmpty() || fingerprinted.get() != desired;
    }

    private void takeFingerprint(DesiredState desired) {
        var crc = new CRC32C();
        desired.connections().forEach(connection -> add(crc, connection));
        desired.monitors().forEach(monitor -> {
            add(crc, List.of(monitor.name(), monitor.aggregationPeriod(), monitor.tags(), monitor.quorum()));
            monitor.probes().forEach(probe -> add(crc, probe));
        });
        fingerprinted = Optional.of(desired);
        fingerprint = String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private static void add(CRC32C crc, Object value) {
        crc.update(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void lookAtMonitors() {
        var gone = new HashSet<>(monitors.keySet());
        for (MonitorStatus status : engine.monitors()) {
            var group = new Group(false, status.monitor().name());
            var now = new Verdict(status.health(), status.cause(), status.since());
            if (!now.equals(monitors.put(group, now))) {
                outbox.putState(group, messages.monitor(status));
            }
            gone.remove(group);
        }
        monitors.keySet().removeAll(gone);
        gone.forEach(this::clear);
    }

    private void lookAtConnections() {
        var gone = new HashSet<>(connections.keySet());
        for (ConnectionStatus now : engine.connections()) {
            var group = new Group(true, now.connection().name());
            ConnectionStatus before = connections.put(group, now);
            if (!now.equals(before)) {
                outbox.putState(group, messages.connection(now));
            }
            if (before != null) {
                messages.change(before, now).ifPresent(outbox::addEvent);
            }
            gone.remove(group);
        }
        for (Group group : gone) {
            messages.goneWhileBad(connections.remove(group)).ifPresent(outbox::addEvent);
            clear(group);
        }
    }

    private void clear(Group group) {
        outbox.states()
                .latest(group)
                .ifPresent(state -> outbox.putState(group, messages.clearing(group, state.topic())));
    }

    private void lookAtProblems() {
        var present = new HashSet<String>();
        engine.problems().forEach(problem -> present.add(problem.toString()));
        problems.retainAll(present);
        for (String problem : present) {
            if (problems.add(problem)) {
                outbox.addEvent(messages.configurationError(problem));
            }
        }
    }
}
