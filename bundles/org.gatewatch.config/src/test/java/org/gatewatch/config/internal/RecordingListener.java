package org.gatewatch.config.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;

/** Keeps the names of the monitors of each state it was told, with commas between. */
final class RecordingListener implements DesiredStateListener {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    @Override
    public void desired(DesiredState state) {
        threads.add(Thread.currentThread().getName());
        told.add(state.monitors().stream().map(Monitor::name).collect(Collectors.joining(",")));
    }

    List<String> told() {
        return List.copyOf(told);
    }

    List<String> threads() {
        return List.copyOf(threads);
    }
}
