package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.gatewatch.api.ProbeId;

/**
 * Where messages go: {@code gatewatch/{gateway}/status} and {@code gatewatch/{gateway}/{monitor}/{probe}/report|state}.
 *
 * @param gatewayId this gateway
 */
record Topics(String gatewayId) {

    String status() {
        return "gatewatch/" + escaped(gatewayId) + "/status";
    }

    String report(ProbeId id) {
        return probe(id) + "/report";
    }

    String state(ProbeId id) {
        return probe(id) + "/state";
    }

    private String probe(ProbeId id) {
        return "gatewatch/" + escaped(gatewayId) + "/" + escaped(id.monitor()) + "/" + escaped(id.probe());
    }

    /**
     * Percent-encodes (RFC 3986 section 2.1, of the UTF-8 form) what would end a topic level, act as a wildcard or be
     * refused by a broker, and the percent sign itself, so that different names stay different.
     */
    static String escaped(String name) {
        var level = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (c == '+' || c == '#' || c == '/' || c == '%' || Character.isISOControl(c)) {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    level.append(String.format(Locale.ROOT, "%%%02X", octet));
                }
            } else {
                level.appendCodePoint(c);
            }
        });
        return level.toString();
    }
}
