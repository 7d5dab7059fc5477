package org.gatewatch.api.desired;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The desired state of this gateway as its files say it. Thread-safe; never blocks. */
@ProviderType
public interface Configuration {
    /** What is wanted now: of every file its last good version. */
    DesiredState desired();

    /** What is wrong with the newest version of the files, ordered by file and line; empty when all is well. */
    List<ConfigurationProblem> problems();
}
