package org.gatewatch.mqtt.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;

/**
 * The latest there is to say about everything whose state the broker retains. Of probes, of which there are thousands, it
 * keeps what the engine keeps, too; a message is made of that when it is sent. Thread-safe; never blocks.
 */
final class States {
    private final Messages messages;
    private final Object lock = new Object();
    private final Map<Object, Object> latest = new LinkedHashMap<>(); // guarded by lock; a ProbeStatus or a Message
    private Set<Object> changed = new LinkedHashSet<>(); // guarded by lock
    private ArrayDeque<Object> again = new ArrayDeque<>(); // guarded by lock
    private long version; // guarded by lock

    States(Messages messages) {
        this.messages = messages;
    }

    /** How a probe is now. */
    void put(ProbeStatus status) {
        keep(status.id(), status.with(Optional.empty())); // a report is kept by the engine for one period only
    }

    /** What there is to say of it now, which may be that there is nothing any more. */
    void put(Object about, Message state) {
        keep(about, state);
    }

    private void keep(Object about, Object state) {
        synchronized (lock) {
            version += latest.put(about, state) == null ? 1 : 0;
            changed.add(about);
        }
    }

    /** What was said last. */
    Optional<Message> latest(Object about) {
        synchronized (lock) {
            return Optional.ofNullable(latest.get(about)).map(this::message);
        }
    }

    /** How a probe was when that was said last. */
    Optional<ProbeStatus> known(ProbeId id) {
        synchronized (lock) {
            return latest.get(id) instanceof ProbeStatus status ? Optional.of(status) : Optional.empty();
        }
    }

    private Message message(Object state) {
        return state instanceof ProbeStatus status ? messages.state(status) : (Message) state;
    }

    /** What is to be sent next: what has changed, before what is only said again. */
    Optional<Message> poll() {
        synchronized (lock) {
            var first = changed.iterator();
            if (first.hasNext()) {
                Object about = first.next();
                first.remove();
                return Optional.of(message(latest.get(about)));
            }
            Object state = null;
            while (state == null && !again.isEmpty()) {
                state = latest.get(again.poll()); // which may be gone meanwhile
            }
            return Optional.ofNullable(state).map(this::message);
        }
    }

    /** The broker has it. A state stays for the next broker; a cleared topic need not be cleared again. */
    void acknowledged(Message message) {
        message.clears().ifPresent(about -> forget(about, message));
    }

    private void forget(Object about, Message clearing) {
        synchronized (lock) {
            if (latest.get(about) == clearing) { // unless it is back
                latest.remove(about);
                changed.remove(about);
                version++;
            }
        }
    }

    /** Says everything again: a broker that we reach again may have lost it. */
    void resend() {
        synchronized (lock) {
            again = new ArrayDeque<>(latest.keySet());
            changed = new LinkedHashSet<>(); // its table has grown with the first of all states
        }
    }

    /** Of everything that there is or is still to be cleared. */
    List<String> topics() {
        synchronized (lock) {
            var topics = new ArrayList<String>(latest.size());
            latest.values().forEach(state -> topics.add(message(state).topic()));
            return topics;
        }
    }

    /** Another number whenever there are other topics than before. */
    long version() {
        synchronized (lock) {
            return version;
        }
    }
}
