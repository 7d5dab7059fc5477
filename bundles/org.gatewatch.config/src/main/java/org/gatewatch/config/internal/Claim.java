package org.gatewatch.config.internal;

import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Place;

/**
 * A name that may be given only once on this gateway.
 *
 * @param what what it names, for example {@code connection id}
 * @param name the name itself
 * @param key the way to it in its file
 * @param place where it stands
 */
record Claim(String what, String name, String key, Place place) {
    /** What the second one may do. */
    static final String ALLOWED = "a unique one";

    private static final String TAKEN = " is already given at ";

    /** What two claims for one name have in common. */
    record Subject(String what, String name) {}

    /** Whether a problem is that a name is taken. */
    static boolean isTaken(ConfigurationProblem problem) {
        return problem.message().startsWith("this ") && problem.message().contains(TAKEN);
    }

    Subject subject() {
        return new Subject(what, name);
    }

    /** What the second one to claim the name is told. */
    String taken() {
        return "this " + what + TAKEN + place;
    }
}
