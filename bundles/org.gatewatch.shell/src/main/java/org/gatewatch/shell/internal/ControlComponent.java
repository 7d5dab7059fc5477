package org.gatewatch.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.Rehearsal;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.Reporter;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the command line, whatever else runs or does not: what is missing is said in the answer. */
@Component(
        service = {},
        immediate = true)
public final class ControlComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ControlComponent.class);
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(30));

    private final Optional<ControlServer> server;

    // Dynamic, so not final: the socket must stay while these come and go.
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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile History history;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Rehearsal rehearsal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Resources resources;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Reporter> reporters = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ServiceComponentRuntime components;

    @Activate
    public ControlComponent(BundleContext context) {
        String version = context.getProperty("gatewatch.version");
        var snapshot = new Snapshot(host(), version == null ? "unknown" : version, Instant.now());
        var answers = new ControlAnswers(snapshot, this::services);
        server = Optional.ofNullable(context.getProperty("gatewatch.data"))
                .flatMap(data -> serve(Path.of(data).resolve(ControlServer.SOCKET), answers));
    }

    @Deactivate
    void deactivate() {
        server.ifPresent(ControlServer::close);
    }

    private static Optional<ControlServer> serve(Path socket, ControlServer.Answer answer) {
        try {
            return Optional.of(ControlServer.start(socket, answer, PATIENCE));
        } catch (IOException e) {
            LOG.error("control-closed: cannot serve {}: {}; the command line cannot ask there", socket, e.toString());
            return Optional.empty();
        }
    }

    private Services services() {
        return new Services(
                Optional.ofNullable(monitoring),
                Optional.ofNullable(configuration),
                Optional.ofNullable(history),
                Optional.ofNullable(rehearsal),
                Optional.ofNullable(resources),
                List.copyOf(reporters),
                Optional.ofNullable(components).map(FailedComponents::new));
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
