package org.gatewatch.history.internal;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where our files are. */
final class Folder {
    private Folder() {}

    /** In the instance's data folder; in a framework without one, in what it gives each bundle. */
    static Path of(BundleContext context) {
        String data = context.getProperty("gatewatch.data");
        return data == null ? context.getDataFile("history").toPath() : Path.of(data, "history");
    }
}
