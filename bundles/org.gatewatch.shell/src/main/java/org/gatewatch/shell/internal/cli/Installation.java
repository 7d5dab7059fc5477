package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The image that the command line belongs to.
 *
 * @param home its top folder
 * @param version its version
 */
record Installation(Path home, String version) {
    Path bundles() {
        return home.resolve("bundles");
    }

    Path config() {
        return real(home.resolve("config"));
    }

    Path data() {
        return real(home.resolve("data"));
    }

    /** Packages make these links, to /etc/gatewatch and /var/lib/gatewatch, and operators know them by those names. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder; // not there yet, or not for us
        }
    }
}
