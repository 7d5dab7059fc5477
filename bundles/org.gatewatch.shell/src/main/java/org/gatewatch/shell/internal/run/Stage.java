package org.gatewatch.shell.internal.run;

/**
 * When a bundle is started. The order spares work, correctness does not hang on it: settings and files are read before
 * anybody asks for them, so that no component starts with its defaults only to start again.
 */
enum Stage {
    /** Felix, logging and libraries. */
    GROUND,
    /** What the self-test needs, and the status socket. */
    SELF_TEST,
    /** Who takes the configuration files, and who remembers what they do not say. */
    CONFIGURATION,
    /** Who reads them: File Install hands every file over while it starts. */
    FILES,
    /** Everybody else. */
    ALL;

    static Stage of(String symbolicName) {
        return switch (symbolicName) {
            case "org.gatewatch.api", "org.gatewatch.link", "org.gatewatch.shell" -> SELF_TEST;
            case "org.gatewatch.config", "org.gatewatch.history" -> CONFIGURATION;
            case "org.apache.felix.fileinstall" -> FILES;
            default -> symbolicName.startsWith("org.gatewatch.") ? ALL : GROUND;
        };
    }
}
