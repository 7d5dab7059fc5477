package org.gatewatch.config.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Place;
import org.gatewatch.config.internal.yaml.Problems;

/**
 * A version of a file that can run.
 *
 * @param content what it says
 * @param claims the names it gives
 * @param demands the memory that it needs
 * @param endWithinLine where its text ends, if it does so within a line
 */
record Version<T>(T content, List<Claim> claims, List<Demand> demands, Optional<Place> endWithinLine) {
    Version {
        claims = List.copyOf(claims);
        demands = List.copyOf(demands);
    }

    /** One whose text ends with a line. */
    Version(T content, List<Claim> claims, List<Demand> demands) {
        this(content, claims, demands, Optional.empty());
    }

    /** The same, whose text ends there. */
    Version<T> ending(Optional<Place> withinLine) {
        return new Version<>(content, claims, demands, withinLine);
    }

    /** The same, saying something else. */
    <R> Version<R> saying(R other) {
        return new Version<>(other, claims, demands, endWithinLine);
    }

    /**
     * What is wrong if this seems to be the first half of a text: it ends within a line and has fewer names and items than
     * what runs. Half a list is a list, too.
     */
    Optional<ConfigurationProblem> halfOf(Version<?> running) {
        boolean isLess = claims.size() + demands.size() < running.claims.size() + running.demands.size();
        return endWithinLine
                .filter(end -> isLess)
                .map(end -> new ConfigurationProblem(
                        end.file(),
                        end.line(),
                        end.column(),
                        "",
                        "",
                        Problems.message(
                                "ends within a line and says less than what runs: the rest seems to be missing",
                                "a line break at the end, if this is all")));
    }

    /** The same with an earlier version's content when that is equal: whoever runs it holds that already. */
    Version<T> sharing(Optional<Version<T>> earlier) {
        return earlier.map(Version::content)
                .filter(content::equals)
                .map(this::saying)
                .orElse(this);
    }

    long bytes() {
        return demands.stream().mapToLong(Demand::bytes).sum();
    }

    Set<Claim.Subject> subjects() {
        return claims.stream().map(Claim::subject).collect(Collectors.toSet());
    }
}
