package org.gatewatch.http.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.report.ReporterStatus;
import org.gatewatch.http.internal.auth.Authenticator;
import org.gatewatch.http.internal.auth.KeyRing;
import org.gatewatch.http.internal.auth.ReplayGuard;
import org.gatewatch.http.internal.auth.Tokens;
import org.gatewatch.http.internal.aws.AwsDoor;
import org.gatewatch.http.internal.ces.CesDoor;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.Services;
import org.gatewatch.http.internal.otc.Keystone;
import org.gatewatch.http.internal.otc.OtcDoor;
import org.gatewatch.http.internal.view.ViewDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the server, on a thread of its own that ends when it is open: a certificate may have to be made first. What is
 * missing - a free port, an address, the file of keys - is logged once, and tried again until it is there.
 */
final class Opening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final int RETRY_SECONDS = 5;
    private static final int STOP_MILLIS = 2_000;
    private static final int MAX_CHANGES = 10_000;
    private static final int MAX_ANSWERS = 100;

    private final HttpSettings settings;
    private final Folders folders;
    private final String hostName;
    private final Services services;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private Optional<HttpServer> server = Optional.empty(); // guarded by this
    private volatile boolean isServing;
    private volatile String lastProblem = ""; // written by the thread only

    Opening(HttpSettings settings, Folders folders, String hostName, Services services) {
        this.settings = settings;
        this.folders = folders;
        this.hostName = hostName;
        this.services = services;
        this.thread = new Thread(this::run, "gatewatch-http-opening");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether it serves, and why not. */
    ReporterStatus status() {
        var address = settings.address();
        String url = (settings.tls() ? "https://" : "http://")
                + address.getAddress().getHostAddress() + ":" + address.getPort();
        return new ReporterStatus("http", url, isServing, lastProblem, 0, 0);
    }

    private void run() {
        try {
            while (!isOpen() && !closed.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("Trying again to serve HTTP");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOpen() {
        try {
            open();
            lastProblem = "";
            isServing = true;
            return true;
        } catch (IOException | IllegalArgumentException e) {
            String problem = (e instanceof NoSuchFileException ? "there is no file " : "") + e.getMessage();
            if (!problem.equals(lastProblem)) {
                LOG.warn("http-closed: HTTP is not served yet: {}; trying every {} s", problem, RETRY_SECONDS);
            }
            lastProblem = problem;
            return false;
        }
    }

    private void open() throws IOException {
        new HeapRoom(Runtime.getRuntime().maxMemory())
                .require(services.monitoring().probes().size());
        Path file = settings.keysFile().orElse(folders.config().resolve("http.keys"));
        var keys = KeyRing.read(file);
        var certificate = settings.tls() ? Optional.of(certificate()) : Optional.<ServerCertificate>empty();
        var doors = doors(services, settings, keys, InstantSource.system());
        synchronized (this) {
            if (closed.getCount() == 0) {
                return;
            }
            var limits = Limits.of(settings.connections());
            server = Optional.of(new HttpServer(settings.address(), certificate, limits, doors));
            LOG.info(
                    "http-open: Serving {} on {} port {}{}",
                    settings.tls() ? "HTTPS" : "HTTP",
                    settings.address().getAddress().getHostAddress(),
                    server.get().port(),
                    certificate
                            .map(it -> "; SHA-256 fingerprint of the certificate " + it.fingerprint())
                            .orElse(""));
        }
    }

    private ServerCertificate certificate() throws IOException {
        var own = settings.certificate();
        return own.isPresent()
                ? ServerCertificate.of(own.get().chain(), own.get().key())
                : ServerCertificate.selfSigned(
                        folders.data(), hostName, settings.address().getAddress());
    }

    /** All doors, with one lock. */
    static Doors doors(Services services, HttpSettings settings, KeyRing keys, InstantSource clock) {
        var tokens = new Tokens(clock);
        var authenticator = new Authenticator(keys, tokens, settings.region(), settings.clockSkew(), clock);
        var replays = new ReplayGuard(MAX_CHANGES, MAX_ANSWERS, settings.clockSkew(), clock);
        var project = settings.project();
        List<Door> doors = List.of(
                new AwsDoor(services.resources()),
                new OtcDoor(services, project, clock),
                new CesDoor(services, project.id()),
                new Keystone(authenticator, tokens, project, settings.tls() ? "https" : "http"),
                new ViewDoor(services.monitoring(), services.history(), clock));
        return new Doors(doors, authenticator, replays);
    }

    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            server.ifPresent(HttpServer::close);
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
