package org.gatewatch.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.report.Monitoring;
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

/** Answers {@code gatewatch status}, whatever else runs or does not: what is missing is said in the answer. */
@Component(
        service = {},
        immediate = true)
public final class StatusComponent {
    private static final Logger LOG = LoggerFactory.getLogger(StatusComponent.class);
    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(2);

    private final StatusJson json = new StatusJson();
    private final Snapshot snapshot;
    private final Optional<StatusServer> server;

    // Dynamic, so not final: the status must stay while these come and go.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Monitoring monitoring;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Configuration configuration;

    @Activate
    public StatusComponent(BundleContext context) {
        String version = context.getProperty("gatewatch.version");
        snapshot = new Snapshot(host(), version == null ? "unknown" : version, Instant.now());
        server = Optional.ofNullable(context.getProperty("gatewatch.data"))
                .map(Path::of)
                .flatMap(this::serve);
    }

    @Deactivate
    void deactivate() {
        server.ifPresent(StatusServer::close);
    }

    private Optional<StatusServer> serve(Path data) {
        Path socket = data.resolve("gatewatch.sock");
        try {
            return Optional.of(StatusServer.start(socket, this::answer, CLIENT_LIMIT));
        } catch (IOException e) {
            LOG.error("Status: cannot serve {}: {}; `gatewatch status` will not work", socket, e.getMessage());
            return Optional.empty();
        }
    }

    private Iterator<byte[]> answer() {
        var document = snapshot.of(Optional.ofNullable(monitoring), Optional.ofNullable(configuration), Instant.now());
        return json.chunks(document);
    }

    /** From the kernel, not from a resolver: activation never waits for the network. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
