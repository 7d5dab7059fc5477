package org.gatewatch.shell.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;

/** The socket of an instance, for tests of other packages. */
public final class Control {
    private Control() {}

    /** Serves in a data folder until it is closed. */
    public static AutoCloseable serve(Path data, Resources resources) throws IOException {
        var services = new Services(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(resources),
                List.of(),
                Optional.empty());
        var answers = new ControlAnswers(new Snapshot("gw1", "0.1.0", Running.START), () -> services);
        return ControlServer.start(data.resolve(ControlServer.SOCKET), answers, Patience.of(Duration.ofMillis(500)));
    }
}
