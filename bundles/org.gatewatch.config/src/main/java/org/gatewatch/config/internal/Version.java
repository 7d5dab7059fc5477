package org.gatewatch.config.internal;

import java.util.List;

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

    boolean hasClaimFor(Claim.Subject subject) {
        return claims.stream().anyMatch(claim -> claim.subject().equals(subject));
    }
}
