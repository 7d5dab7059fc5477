package org.gatewatch.shell.internal.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.gatewatch.api.resource.Resources;

/** The second socket of an instance, for tests of other packages. */
public final class Control {
    private Control() {}

    /** Serves in a data folder until it is closed. */
    public static AutoCloseable serve(Path data, Resources resources) throws IOException {
        return new ControlServer(
                data.resolve(ControlComponent.SOCKET),
                new ControlAnswers(() -> Optional.ofNullable(resources)),
                Duration.ofMillis(200));
    }
}
