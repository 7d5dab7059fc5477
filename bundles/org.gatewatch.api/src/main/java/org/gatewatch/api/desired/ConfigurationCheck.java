package org.gatewatch.api.desired;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.ProbeId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a configuration folder without running it. Found through {@link java.util.ServiceLoader}, so that the command
 * line needs neither privileges nor a framework.
 */
@ProviderType
public interface ConfigurationCheck {
    /** What is known of round trips, from an instance that runs. */
    @FunctionalInterface
    interface SeenRtt {
        /** Nothing is known. */
        SeenRtt NONE = id -> Optional.empty();

        /** A round trip that 5 of 100 answers of this probe reach; empty when none is known. */
        Optional<Duration> p95(ProbeId probe);
    }

    /**
     * Checks {@code connections/*.yaml}, {@code subnets/*.yaml}, {@code monitors/*.yaml} and {@code *.cfg}, and how they
     * fit together.
     *
     * @param folder the configuration folder
     * @param seen for warnings about timeouts that are too short
     * @return what it comes to; without errors when the folder would be accepted whole
     */
    CheckedConfiguration check(Path folder, SeenRtt seen);

    /**
     * Keys of {@code *.cfg} files whose values only the operator may know, of whatever part: those that Metatype types as
     * passwords.
     *
     * @return the keys as they stand in the files
     * @throws IOException if what describes the settings cannot be read; nobody knows then what is secret
     */
    Set<String> secretKeys() throws IOException;
}
