package org.gatewatch.config.internal;

import java.util.List;

/**
 * A version of a file that can run.
 *
 * @param content what it says
 * @param claims the names it gives
 */
record Version<T>(T content, List<Claim> claims) {
    Version {
        claims = List.copyOf(claims);
    }

    boolean hasClaimFor(Claim.Subject subject) {
        return claims.stream().anyMatch(claim -> claim.subject().equals(subject));
    }
}
