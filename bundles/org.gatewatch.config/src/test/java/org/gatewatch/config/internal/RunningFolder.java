package org.gatewatch.config.internal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.desired.DesiredStateListener;

/** A configuration folder that runs, for tests of other packages. */
public final class RunningFolder implements AutoCloseable {
    private final Path root;
    private final List<DesiredState> states = new CopyOnWriteArrayList<>();
    private WatchedConfiguration watched;

    public RunningFolder(Path root) {
        this.root = root;
        start();
    }

    public LiveFiles files() {
        return watched;
    }

    /** All states that were desired, in order. */
    public List<DesiredState> states() {
        return List.copyOf(states);
    }

    public void tell(DesiredStateListener other) {
        watched.addListener(other);
    }

    /** Writes a file by hand and starts anew, so that it runs whoever watches. */
    public Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            restart();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void restart() {
        close();
        start();
    }

    private void start() {
        int before = states.size();
        watched = new WatchedConfiguration(root, Duration.ofMillis(20), new RecordingLogger());
        watched.addListener(states::add);
        await().until(() -> states.size() > before);
    }

    @Override
    public void close() {
        watched.deactivate();
    }
}
