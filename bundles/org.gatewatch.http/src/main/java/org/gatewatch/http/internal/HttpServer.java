package org.gatewatch.http.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: Jetty, kept small and strict. Opens its port when it is made. */
final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int STOP_MILLIS = 1_000;
    private static final int IDLE_STOP_MILLIS = 50;

    private final Server server;
    private final ServerConnector connector;

    /**
     * Starts to serve.
     *
     * @param certificate to serve HTTPS with; empty for plain HTTP
     * @param answers called on many threads
     * @throws IOException if the port cannot be opened
     */
    HttpServer(
            InetSocketAddress address,
            Optional<ServerCertificate> certificate,
            Limits limits,
            Function<Request, Answer> answers)
            throws IOException {
        var threads = new QueuedThreadPool(limits.threads() + 2, 2); // and one that selects, one that times
        threads.setName("gatewatch-http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        server = new Server(threads);
        server.setStopTimeout(STOP_MILLIS);
        connector = new ServerConnector(server, null, null, null, 0, 1, factories(certificate, limits));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.silence().toMillis());
        connector.setShutdownIdleTimeout(IDLE_STOP_MILLIS); // connections that clients keep for their next request
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        var slow = new SlowClients(connector, limits.patience());
        server.addBean(slow);
        server.setHandler(new Exchange(answers, limits, slow));
        start();
    }

    private static ConnectionFactory[] factories(Optional<ServerCertificate> certificate, Limits limits) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.headerBytes());
        // Names in paths are percent-encoded, slashes among them; we look at the raw path only.
        http.setUriCompliance(UriCompliance.from(EnumSet.of(
                Violation.AMBIGUOUS_PATH_SEPARATOR,
                Violation.AMBIGUOUS_PATH_ENCODING,
                Violation.AMBIGUOUS_EMPTY_SEGMENT,
                Violation.AMBIGUOUS_PATH_SEGMENT)));
        if (certificate.isEmpty()) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        // Clients know the gateway by address or by any name: they check the certificate, we check signatures.
        http.addCustomizer(new SecureRequestCustomizer(false));
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.get().keyStore());
        tls.setKeyStorePassword(certificate.get().password());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // The shipped JVM compiles no AES instructions: ChaCha20 takes it a fifth of the time (16 kB: 134 us, 717 us).
        tls.setCipherComparator(Comparator.comparing(suite -> !suite.contains("CHACHA20")));
        return new ConnectionFactory[] {new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)};
    }

    /** Jetty says Exception, and means that the port is taken. */
    private void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IOException("the server did not start: " + e, e);
        }
    }

    /** The port that it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** How many connections are open. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Lets answers that are under way go for a second. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("stop-late: The server did not stop cleanly; what it held is closed", e);
        }
    }
}
