package org.gatewatch.config.internal;

import java.util.List;
import java.util.Optional;
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

    /** The same with an earlier version's content when that is equal: whoever runs it holds that already. */
    Version<T> sharing(Optional<Version<T>> earlier) {
        return earlier.map(Version::content)
                .filter(content::equals)
                .map(same -> new Version<>(same, claims, demands))
                .orElse(this);
    }

    long bytes() {
        return demands.stream().mapToLong(Demand::bytes).sum();
    }

    Set<Claim.Subject> subjects() {
        return claims.stream().map(Claim::subject).collect(Collectors.toSet());
    }
}
