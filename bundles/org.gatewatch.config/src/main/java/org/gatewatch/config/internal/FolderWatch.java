package org.gatewatch.config.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatewatch.config.internal.yaml.Problems;

/**
 * Tells which files of the folder are new, changed or gone, by looking again and again: nobody reports a link that leads
 * elsewhere now, and File Install 3.7.4 takes no notice of it, nor of content of the same size and time (MEASURED). What
 * changes is handed over once everything is still, so that files that are copied together are seen together, and none is
 * seen half: the first half of a YAML list is valid, too. Confined to one thread.
 */
final class FolderWatch {
    /** How many looks a file that never stops changing puts the others off. */
    private static final int MAX_WAITS = 10;

    private final ConfigurationFolder folder;
    private Map<Path, FileStamp> atLastLook = Map.of();
    private Map<Path, FileStamp> handedOver = Map.of();
    private int waits;

    FolderWatch(ConfigurationFolder folder) {
        this.folder = folder;
    }

    /**
     * Looks at all files.
     *
     * @param problems gets what cannot be listed; as long as there is something, no file counts as gone
     * @return the files to read again, sorted; among them those that are gone
     */
    Set<Path> look(Problems problems) {
        var now = stamps(problems);
        boolean areStill = now.equals(atLastLook);
        atLastLook = now;
        if (now.equals(handedOver)) {
            waits = 0;
            return Set.of();
        }
        return areStill || ++waits > MAX_WAITS ? handOver() : Set.of();
    }

    /** The same without waiting for stillness: at the start nothing runs that a half file could disturb. */
    Set<Path> lookAtOnce(Problems problems) {
        atLastLook = stamps(problems);
        return handOver();
    }

    /** Whether all that was seen has been handed over. */
    boolean isAtRest() {
        return atLastLook.equals(handedOver);
    }

    private Set<Path> handOver() {
        waits = 0;
        var changed = new TreeSet<Path>();
        atLastLook.forEach((file, stamp) -> {
            if (!stamp.equals(handedOver.get(file))) {
                changed.add(file);
            }
        });
        handedOver.keySet().stream()
                .filter(file -> !atLastLook.containsKey(file))
                .forEach(changed::add);
        handedOver = atLastLook;
        return changed;
    }

    private Map<Path, FileStamp> stamps(Problems problems) {
        var stamps = new HashMap<Path, FileStamp>();
        folder.list(problems).forEach(file -> stamps.put(file, FileStamp.of(file)));
        if (!problems.isEmpty()) {
            atLastLook.forEach(stamps::putIfAbsent);
        }
        return stamps;
    }
}
