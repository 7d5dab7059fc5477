package org.gatewatch.http.internal;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/**
 * Where our files are.
 *
 * @param config where the operator's are
 * @param data where ours are
 */
record Folders(Path config, Path data) {
    /** Those of the instance; in a framework without them, what it gives each bundle. */
    static Folders of(BundleContext context) {
        String config = context.getProperty("gatewatch.config");
        String data = context.getProperty("gatewatch.data");
        Path own = context.getDataFile("http").toPath();
        return new Folders(config == null ? own : Path.of(config), data == null ? own : Path.of(data, "http"));
    }
}
