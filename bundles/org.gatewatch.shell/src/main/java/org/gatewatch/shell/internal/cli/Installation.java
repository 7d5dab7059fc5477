package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The image that the command line belongs to, and the folders that are meant where no option says otherwise.
 *
 * @param home its top folder
 * @param config the configuration folder
 * @param data the data folder
 * @param version its version
 */
record Installation(Path home, Path config, Path data, String version) {
    /** Of an image that is where it was unpacked, unless the environment has {@code GATEWATCH_CONFIG} or {@code GATEWATCH_DATA}. */
    static Installation of(Path home, Map<String, String> environment, String version) {
        return new Installation(
                home,
                folder(environment, "GATEWATCH_CONFIG", home.resolve("config")),
                folder(environment, "GATEWATCH_DATA", home.resolve("data")),
                version);
    }

    Path bundles() {
        return home.resolve("bundles");
    }

    /**
     * An empty variable is as good as none. Packages make the folders links to /etc/gatewatch and /var/lib/gatewatch, and
     * operators know them by those names.
     */
    private static Path folder(Map<String, String> environment, String name, Path otherwise) {
        String given = environment.getOrDefault(name, "");
        return given.isEmpty() ? real(otherwise) : Path.of(given);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder; // not there yet, or not for us
        }
    }
}
