package org.gatewatch.mqtt.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The latest message about everything whose state the broker retains. Thread-safe; never blocks. */
final class States {
    private final Object lock = new Object();
    private final Map<Object, Message> latest = new LinkedHashMap<>(); // guarded by lock
    private final Set<Object> unsent = new LinkedHashSet<>(); // guarded by lock
    private long version; // guarded by lock

    /** What there is to say of it now, which may be that there is nothing any more. */
    void put(Object about, Message state) {
        synchronized (lock) {
            version += latest.put(about, state) == null ? 1 : 0;
            unsent.add(about);
        }
    }

    /** What was put last. */
    Optional<Message> latest(Object about) {
        synchronized (lock) {
            return Optional.ofNullable(latest.get(about));
        }
    }

    Optional<Message> poll() {
        synchronized (lock) {
            var abouts = unsent.iterator();
            if (!abouts.hasNext()) {
                return Optional.empty();
            }
            Object about = abouts.next();
            abouts.remove();
            return Optional.of(latest.get(about));
        }
    }

    /** The broker has it. A state stays for the next broker; a cleared topic need not be cleared again. */
    void acknowledged(Message message) {
        synchronized (lock) {
            message.clears()
                    .filter(about -> latest.get(about) == message)
                    .ifPresent(
                            about -> { // unless it is back
                                latest.remove(about);
                                unsent.remove(about);
                                version++;
                            });
        }
    }

    /** Makes everything unsent: a broker that we reach again may have lost it. */
    void resend() {
        synchronized (lock) {
            unsent.addAll(latest.keySet());
        }
    }

    /** Of everything that there is or is still to be cleared. */
    List<String> topics() {
        synchronized (lock) {
            return latest.values().stream().map(Message::topic).toList();
        }
    }

    /** Another number whenever there are other topics than before. */
    long version() {
        synchronized (lock) {
            return version;
        }
    }
}
