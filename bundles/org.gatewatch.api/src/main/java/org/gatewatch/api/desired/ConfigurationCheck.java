package org.gatewatch.api.desired;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a configuration folder without running it. Found through {@link java.util.ServiceLoader}, so that the command
 * line needs neither privileges nor a framework.
 */
@ProviderType
public interface ConfigurationCheck {
    /**
     * Checks {@code connections/*.yaml}, {@code monitors/*.yaml} and how they fit together.
     *
     * @param folder the configuration folder
     * @return all problems, ordered by file and line; empty when the folder would be accepted whole
     */
    List<ConfigurationProblem> check(Path folder);
}
