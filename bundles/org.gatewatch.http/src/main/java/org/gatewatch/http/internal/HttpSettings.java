package org.gatewatch.http.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.gatewatch.http.internal.otc.Project;
import org.osgi.service.component.ComponentException;

/**
 * The configuration, checked. Refuses a bad value with a message that names key, value and what is allowed.
 *
 * @param address to listen at
 * @param tls whether HTTPS is served
 * @param certificate ours, with its key; empty for a self-signed one
 * @param keysFile who is let in; empty for the usual place
 * @param region that clients must sign for; empty for any
 * @param clockSkew how far a request's date may be from now
 * @param connections open at a time
 * @param project as OTC's clients know it
 */
record HttpSettings(
        InetSocketAddress address,
        boolean tls,
        Optional<Pem> certificate,
        Optional<Path> keysFile,
        String region,
        Duration clockSkew,
        int connections,
        Project project) {
    private static final String ADDRESS = "[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

    /** The files of a certificate. */
    record Pem(Path chain, Path key) {}

    /**
     * Reads the operator's configuration.
     *
     * @param config as it stands in the file
     * @param hostName names the project when the configuration does not
     */
    static HttpSettings of(HttpConfig config, String hostName) {
        var address = new InetSocketAddress(address(config.address()), new Range("port", 0, 65_535).read(config::port));
        require(
                config.tls() || address.getAddress().isLoopbackAddress(),
                "tls 'false': plain HTTP is allowed on a loopback address only, not on " + config.address());
        require(
                config.tls_certificate().isEmpty() == config.tls_key().isEmpty(),
                "tls.certificate and tls.key: both or none must be set");
        require(
                config.region().matches("[a-zA-Z0-9-]{0,30}"),
                "region '" + config.region() + "': allowed are 0 to 30 of a-z A-Z 0-9 -");
        return new HttpSettings(
                address,
                config.tls(),
                path(config.tls_certificate()).map(chain -> new Pem(chain, Path.of(config.tls_key()))),
                path(config.keys_file()),
                config.region(),
                Duration.ofSeconds(new Range("clock.skew.seconds", 10, 3600).read(config::clock_skew_seconds)),
                new Range("connections", 1, 1_000).read(config::connections),
                project(config, hostName));
    }

    private static Project project(HttpConfig config, String hostName) {
        String id = config.project_id().isEmpty() ? id("project/" + hostName) : config.project_id();
        require(id.matches("[0-9a-f]{32}"), "project.id '" + id + "': allowed are 32 of 0-9 a-f");
        requireName("project.name", config.project_name());
        requireName("domain.name", config.domain_name());
        return new Project(id, config.project_name(), id("domain/" + hostName), config.domain_name(), config.region());
    }

    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static Optional<Path> path(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    /** A literal only: a name would have to be resolved, and activation waits for nobody. */
    private static InetAddress address(String text) {
        require(text.matches(ADDRESS), "address '" + text + "': needed is an IPv4 or IPv6 address");
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address '" + text + "': needed is an IPv4 or IPv6 address", e);
        }
    }

    private static void requireName(String key, String value) {
        require(
                value.matches("\\P{Cntrl}{0,64}"),
                key + " '" + value + "': allowed are 0 to 64 characters without control characters");
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    private record Range(String key, int min, int max) {
        /** SCR converts the file's text when it is asked for; its own message would not name the key. */
        int read(IntSupplier source) {
            String allowed = "allowed is a whole number, " + min + " to " + max;
            try {
                int value = source.getAsInt();
                require(value >= min && value <= max, key + " '" + value + "': " + allowed);
                return value;
            } catch (ComponentException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage() + ": " + allowed, e);
            }
        }
    }
}
