package org.gatewatch.mqtt.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where the broker listens.
 *
 * @param tls whether the connection is encrypted
 * @param host name or address; an IPv6 address in brackets
 * @param port 1–65535
 * @param webSocketPath where it expects a WebSocket (RFC 6455), begins with {@code /}; empty when MQTT goes right over TCP
 */
record BrokerAddress(boolean tls, String host, int port, Optional<String> webSocketPath) {
    private static final Map<String, Integer> PORTS = Map.of("tcp", 1883, "ssl", 8883, "ws", 80, "wss", 443);
    private static final Set<String> TLS_SCHEMES = Set.of("ssl", "wss");
    private static final String ALLOWED =
            "allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], "
                    + "port 1 to 65535";

    BrokerAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(webSocketPath, "webSocketPath");
    }

    /** MQTT right over TCP. */
    BrokerAddress(boolean tls, String host, int port) {
        this(tls, host, port, Optional.empty());
    }

    /** One address, or several with commas between them. */
    static List<BrokerAddress> parseAll(String text) {
        String[] texts = mayHoldPassword(text) ? new String[] {text} : text.split("\\s*,\\s*", -1);
        return Arrays.stream(texts).map(BrokerAddress::parse).toList();
    }

    private static BrokerAddress parse(String text) {
        try {
            var uri = new URI(text);
            String scheme = uri.getScheme();
            boolean isWebSocket = "ws".equals(scheme) || "wss".equals(scheme);
            if (scheme != null && PORTS.containsKey(scheme) && isAuthority(uri) && (isWebSocket || hasNoPath(uri))) {
                int port = uri.getPort() >= 0 ? uri.getPort() : PORTS.get(scheme);
                String path = hasNoPath(uri) ? "/" : uri.getRawPath();
                return new BrokerAddress(
                        TLS_SCHEMES.contains(scheme),
                        uri.getHost(),
                        port,
                        isWebSocket ? Optional.of(path) : Optional.empty());
            }
        } catch (URISyntaxException e) {
            // its message repeats the text, which may hold a password; ours says what is allowed
        }
        throw new IllegalArgumentException("serverUri" + shown(text) + ": " + ALLOWED);
    }

    private static boolean hasNoPath(URI uri) {
        return uri.getRawPath().isEmpty();
    }

    private static boolean isAuthority(URI uri) {
        return uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= 65535
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private static boolean mayHoldPassword(String text) {
        return text.contains("@") || text.contains("?");
    }

    /** A password must not reach the log, wherever a slip of the pen has put it: such a text is not shown at all. */
    private static String shown(String text) {
        return mayHoldPassword(text)
                ? " (not shown: user name and password have keys of their own)"
                : " '" + text + "'";
    }

    /** What Paho is told: TLS is the socket's own business. */
    String plainUri() {
        return uri("tcp", "ws");
    }

    @Override
    public String toString() {
        return tls ? uri("ssl", "wss") : plainUri();
    }

    private String uri(String tcpScheme, String webSocketScheme) {
        String scheme = webSocketPath.isPresent() ? webSocketScheme : tcpScheme;
        return scheme + "://" + host + ":" + port + webSocketPath.orElse("");
    }
}
