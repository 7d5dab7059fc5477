package org.gatewatch.api.resource;

import java.util.Collection;
import org.gatewatch.api.LifecycleState;

/**
 * The state of a monitor, made of those of its probes: a monitor is {@code ACTIVE} when at least one probe is, as AWS says
 * it, and there is no state that anybody would have to keep in step.
 */
public final class MonitorLifecycle {
    private MonitorLifecycle() {}

    /**
     * {@code ACTIVE} when a probe is; else {@code PENDING} when one is about to be; else {@code ERROR} when one cannot run;
     * else, with all of them switched off or without any, {@code INACTIVE}.
     */
    public static LifecycleState of(Collection<LifecycleState> probes) {
        if (probes.contains(LifecycleState.ACTIVE)) {
            return LifecycleState.ACTIVE;
        }
        if (probes.contains(LifecycleState.PENDING)) {
            return LifecycleState.PENDING;
        }
        return probes.contains(LifecycleState.ERROR) ? LifecycleState.ERROR : LifecycleState.INACTIVE;
    }
}
