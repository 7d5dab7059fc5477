package org.gatewatch.config.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A version of a file that can run.
 *
 * @param content what it says
 * @param claims the names it gives
 * @param demands the memory that it needs
 */
record Version<T>(T content, List<Claim> claims, List<Demand> demands) {
    Version {
        claims = List.copyOf(claims);
        demands = List.copyOf(demands);
    }

    long bytes() {
        return demands.stream().mapToLong(Demand::bytes).sum();
    }

    Set<Claim.Subject> subjects() {
        return claims.stream().map(Claim::subject).collect(Collectors.toSet());
    }
}
