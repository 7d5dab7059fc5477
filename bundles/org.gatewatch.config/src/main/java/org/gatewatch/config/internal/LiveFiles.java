package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.Path;

/** The configuration folder as it runs, for who changes it from inside. Thread-safe. */
public interface LiveFiles {
    /** What runs now. */
    Running running();

    /**
     * Makes a change while nothing else of the folder changes, and waits for it.
     *
     * @throws UnfinishedException if it takes too long: it may be made yet
     * @throws IOException if the disk did not take it, its turn did not come, or the gateway is stopping; nothing has
     *     changed
     * @throws RefusedException if it was not valid; nothing has changed
     */
    <T> T change(Change<T> change) throws IOException, RefusedException;

    /** Something that looks at the folder and changes it. */
    @FunctionalInterface
    interface Change<T> {
        T in(Folder folder) throws IOException, RefusedException;
    }

    /** The folder while a change is made. */
    interface Folder {
        Running running();

        /** The managed file of this name for a monitor, whether it is there or not. */
        Path monitorFile(String name);

        /** The managed file of this name for a connection, whether it is there or not. */
        Path connectionFile(String name);

        /** Refuses a text that is wrong by itself, whatever else there is. */
        void check(Path file, byte[] text) throws RefusedException;

        /** Gives a file this text, and makes it run; once in a change. */
        void write(Path file, byte[] text) throws IOException, RefusedException;

        /** Takes a file away, and stops what runs of it; once in a change. */
        void delete(Path file) throws IOException, RefusedException;
    }
}
