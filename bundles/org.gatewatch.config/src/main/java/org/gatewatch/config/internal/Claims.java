package org.gatewatch.config.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.config.internal.yaml.Value;

/** The names that one file gives, each of them once. */
final class Claims {
    private final Map<Claim.Subject, Claim> claims = new LinkedHashMap<>();

    /** Claims the name that stands at a place, or reports there that this file claims it already. */
    void add(String what, String name, Value at) {
        var claim = new Claim(what, name, at.key(), at.place());
        var earlier = claims.putIfAbsent(claim.subject(), claim);
        if (earlier != null) {
            at.wrong(earlier.taken(), Claim.ALLOWED);
        }
    }

    List<Claim> all() {
        return List.copyOf(claims.values());
    }
}
