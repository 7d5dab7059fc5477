package org.gatewatch.shell.internal.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.gatewatch.api.resource.Resources;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the command line asks for. */
@Component(
        service = {},
        immediate = true)
public final class ControlComponent {
    /** The socket's name in the data folder. */
    public static final String SOCKET = "gatewatch-control.sock";

    private static final Logger LOG = LoggerFactory.getLogger(ControlComponent.class);
    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(5);

    private final Optional<ControlServer> server;

    // Dynamic, so not final: the configuration comes later, and may go.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Resources resources;

    @Activate
    public ControlComponent(BundleContext context) {
        server = Optional.ofNullable(context.getProperty("gatewatch.data"))
                .map(Path::of)
                .flatMap(this::serve);
    }

    @Deactivate
    void deactivate() {
        server.ifPresent(ControlServer::close);
    }

    private Optional<ControlServer> serve(Path data) {
        Path socket = data.resolve(SOCKET);
        try {
            var answers = new ControlAnswers(() -> Optional.ofNullable(resources));
            return Optional.of(new ControlServer(socket, answers, CLIENT_LIMIT));
        } catch (IOException e) {
            LOG.error(
                    "Control: cannot serve {}: {}; `gatewatch monitor` and its like will not work",
                    socket,
                    e.toString());
            return Optional.empty();
        }
    }
}
