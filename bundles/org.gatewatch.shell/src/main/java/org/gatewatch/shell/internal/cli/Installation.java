package org.gatewatch.shell.internal.cli;

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
        return home.resolve("config");
    }

    Path data() {
        return home.resolve("data");
    }
}
