package org.gatewatch.history.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.state.StateStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Gives the state store. It has no configuration, so that nobody who uses it stops when the history's changes. */
@Component
public final class StateComponent implements StateStore {
    private static final FlushLoop.Pace PACE =
            new FlushLoop.Pace(Duration.ofSeconds(FLUSH_SECONDS - 1), Duration.ofSeconds(FLUSH_SECONDS));

    private final KeptFacts facts;
    private final FlushLoop loop;

    /** Opens nothing yet. */
    @Activate
    public StateComponent(BundleContext context) {
        facts = new KeptFacts(Folder.of(context).resolve("state.mv"), this::wake);
        loop = new FlushLoop("gatewatch-state", PACE, facts::tryFlush);
    }

    private void wake() {
        loop.wake();
    }

    @Deactivate
    void stop() {
        loop.close();
        facts.close();
    }

    @Override
    public Optional<byte[]> get(String space, String key) {
        return facts.get(space, key);
    }

    @Override
    public Map<String, byte[]> all(String space) {
        return facts.all(space);
    }

    @Override
    public void put(String space, String key, byte[] value) {
        facts.put(space, key, value);
    }

    @Override
    public void remove(String space, String key) {
        facts.remove(space, key);
    }

    @Override
    public void flush() {
        facts.flush();
    }
}
