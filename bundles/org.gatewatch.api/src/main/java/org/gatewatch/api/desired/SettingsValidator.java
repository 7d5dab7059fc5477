package org.gatewatch.api.desired;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what a component would refuse in its settings although each one is of its type and within its range: a form, or
 * a combination. Found through {@link java.util.ServiceLoader} by {@link ConfigurationCheck}, so that the command line
 * refuses what the running component refuses. An implementation is stateless and needs nothing but the JDK, this bundle
 * and its own.
 */
@ConsumerType
public interface SettingsValidator {
    /** The PID whose settings it knows; the file's name without {@code .cfg}. */
    String pid();

    /**
     * Looks at the settings of one file, the way the component does when it is activated. Never waits for the network.
     *
     * @param settings the file's values by key, as text. Every key is one of the PID's and every value is of its type
     *     and within its range; a key that the file does not give has its default
     * @return the first thing that is wrong, naming key, value and what is allowed, without secrets; empty when the
     *     component would run
     */
    Optional<String> problem(Map<String, String> settings);
}
