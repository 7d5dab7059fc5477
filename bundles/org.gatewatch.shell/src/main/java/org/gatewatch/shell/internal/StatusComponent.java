package org.gatewatch.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.Rehearsal;
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
    private final Optional<StatusServer> questions;

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

    @Activate
    public StatusComponent(BundleContext context) {
        String version = context.getProperty("gatewatch.version");
        snapshot = new Snapshot(host(), version == null ? "unknown" : version, Instant.now());
        var data = Optional.ofNullable(context.getProperty("gatewatch.data")).map(Path::of);
        server = data.flatMap(
                folder -> serve(folder.resolve("gatewatch.sock"), StatusServer.Service.status(this::answer)));
        questions = data.flatMap(folder -> serve(
                folder.resolve("history.sock"), new StatusServer.Service("gatewatch-questions", true, this::answer)));
    }

    @Deactivate
    void deactivate() {
        questions.ifPresent(StatusServer::close);
        server.ifPresent(StatusServer::close);
    }

    private static Optional<StatusServer> serve(Path socket, StatusServer.Service service) {
        try {
            return Optional.of(StatusServer.start(socket, service, CLIENT_LIMIT));
        } catch (IOException e) {
            LOG.error("Status: cannot serve {}: {}; the command line cannot ask there", socket, e.getMessage());
            return Optional.empty();
        }
    }

    private Iterator<byte[]> answer() {
        var document = snapshot.of(
                Optional.ofNullable(monitoring),
                Optional.ofNullable(configuration),
                Optional.ofNullable(history).map(History::status),
                Instant.now());
        return json.chunks(document);
    }

    private Iterator<byte[]> answer(String question) {
        var answers = new HistoryAnswers(
                Optional.ofNullable(history), Optional.ofNullable(rehearsal), Optional.ofNullable(monitoring));
        return json.chunks(answers.to(json.question(question)));
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
