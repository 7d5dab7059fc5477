package org.gatewatch.mqtt.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where the broker listens.
 *
 * @param tls whether the connection is encrypted
 * @param host name or address; an IPv6 address in brackets
 * @param port 1–65535
 */
record BrokerAddress(boolean tls, String host, int port) {
    private static final int TCP_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final String ALLOWED = "allowed is tcp://host[:port] or ssl://host[:port], port 1 to 65535";

    BrokerAddress {
        Objects.requireNonNull(host, "host");
    }

    /** One address, or several with commas between them. */
    static List<BrokerAddress> parseAll(String text) {
        String[] texts = mayHoldPassword(text) ? new String[] {text} : text.split("\\s*,\\s*", -1);
        return Arrays.stream(texts).map(BrokerAddress::parse).toList();
    }

    private static BrokerAddress parse(String text) {
        try {
            var uri = new URI(text);
            boolean tls = "ssl".equals(uri.getScheme());
            if ((tls || "tcp".equals(uri.getScheme())) && isBareAuthority(uri)) {
                int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : TCP_PORT;
                return new BrokerAddress(tls, uri.getHost(), port);
            }
        } catch (URISyntaxException e) {
            // its message repeats the text, which may hold a password; ours says what is allowed
        }
        throw new IllegalArgumentException("serverUri" + shown(text) + ": " + ALLOWED);
    }

    private static boolean isBareAuthority(URI uri) {
        return uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= 65535
                && uri.getUserInfo() == null
                && uri.getRawPath().isEmpty()
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
        return "tcp://" + host + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }
}
