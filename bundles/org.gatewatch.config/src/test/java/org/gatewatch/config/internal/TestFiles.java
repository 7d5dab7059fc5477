package org.gatewatch.config.internal;

import java.nio.file.Path;

/** The files of the tests. */
final class TestFiles {
    static final Path ROOT = Path.of("src/test/resources/config");

    private TestFiles() {}

    static Path monitor(String name) {
        return ROOT.resolve("monitors").resolve(name + ".yaml");
    }

    static Path connections(String name) {
        return ROOT.resolve("connections").resolve(name + ".yaml");
    }
}
