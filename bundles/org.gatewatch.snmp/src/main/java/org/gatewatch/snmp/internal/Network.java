package org.gatewatch.snmp.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All addresses that begin with the same bits.
 *
 * @param address one of them
 * @param prefixBits how many bits
 */
record Network(InetAddress address, int prefixBits) {
    /** Reads {@code ADDRESS/BITS} and addresses, with commas between them. */
    static List<Network> list(String key, String text) {
        var networks = new ArrayList<Network>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                networks.add(parse(part.strip())
                        .orElseThrow(() -> new IllegalArgumentException(key + " '" + text
                                + "': allowed are IPv4 and IPv6 networks such as 192.0.2.0/24,"
                                + " with commas between them")));
            }
        }
        return List.copyOf(networks);
    }

    private static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        return SnmpSettings.literal(slash < 0 ? text : text.substring(0, slash)).flatMap(address -> {
            int all = 8 * address.getAddress().length;
            if (slash >= 0 && !bits.matches("[0-9]{1,3}")) {
                return Optional.empty();
            }
            int prefix = slash < 0 ? all : Integer.parseInt(bits);
            return prefix > all ? Optional.empty() : Optional.of(new Network(address, prefix));
        });
    }

    boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] asked = other.getAddress();
        int whole = prefixBits / 8;
        if (own.length != asked.length || !Arrays.equals(own, 0, whole, asked, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        return rest == 0 || ((own[whole] ^ asked[whole]) & 0xFF) >>> (8 - rest) == 0;
    }
}
