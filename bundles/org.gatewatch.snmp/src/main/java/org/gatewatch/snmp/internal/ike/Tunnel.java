package org.gatewatch.snmp.internal.ike;

import java.util.Map;

/**
 * The security associations between two addresses.
 *
 * @param local outer address of this host, as text
 * @param remote the peer's
 * @param ike state of the IKE SA
 * @param child best state of its child SAs
 */
record Tunnel(String local, String remote, SaState ike, SaState child) {
    /** One IKE SA of a {@code list-sa} event. */
    static Tunnel of(Map<String, Object> sa) {
        var child = SaState.ABSENT;
        if (sa.get("child-sas") instanceof Map<?, ?> children) {
            for (Object each : children.values()) {
                if (each instanceof Map<?, ?> fields && fields.get("state") instanceof String state) {
                    child = child.or(SaState.of(state));
                }
            }
        }
        return new Tunnel(
                sa.getOrDefault("local-host", "").toString(),
                sa.getOrDefault("remote-host", "").toString(),
                SaState.of(sa.getOrDefault("state", "").toString()),
                child);
    }
}
