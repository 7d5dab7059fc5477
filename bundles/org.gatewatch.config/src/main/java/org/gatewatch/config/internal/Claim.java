package org.gatewatch.config.internal;

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
    /** What two claims for one name have in common. */
    record Subject(String what, String name) {}

    Subject subject() {
        return new Subject(what, name);
    }

    /** What the second one to claim the name is told. */
    String takenMessage() {
        return "this " + what + " is already given at " + place + "; it must be unique";
    }
}
