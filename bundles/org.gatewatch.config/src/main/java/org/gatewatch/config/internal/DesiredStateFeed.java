package org.gatewatch.config.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each listener every new state once, in order, one call at a time on one thread. */
final class DesiredStateFeed {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredStateFeed.class);

    private final Executor thread;
    private final Set<DesiredStateListener> listeners = ConcurrentHashMap.newKeySet();
    /** What each listener was told last; touched by the thread only. */
    private final Map<DesiredStateListener, DesiredState> told = new HashMap<>();
    /** Empty until the files have been looked at once; touched by the thread only. */
    private Optional<DesiredState> current = Optional.empty();

    DesiredStateFeed(Executor thread) {
        this.thread = thread;
    }

    void add(DesiredStateListener listener) {
        listeners.add(listener);
        thread.execute(() -> current.ifPresent(state -> tell(listener, state)));
    }

    void remove(DesiredStateListener listener) {
        listeners.remove(listener);
        thread.execute(() -> told.remove(listener));
    }

    /** Called on the thread. */
    void publish(DesiredState state) {
        current = Optional.of(state);
        listeners.forEach(listener -> tell(listener, state));
    }

    private void tell(DesiredStateListener listener, DesiredState state) {
        if (!listeners.contains(listener) || state.equals(told.put(listener, state))) {
            return;
        }
        try {
            listener.desired(state);
        } catch (RuntimeException e) {
            LOG.error("listener-failed: {} failed to take the desired state; it gets the next one", listener, e);
        }
    }
}
