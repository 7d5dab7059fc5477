package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.probe.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on disk what the broker retains for us. What an earlier process left there and nobody speaks of any more is
 * cleared: a probe that was removed while Gatewatch was stopped, or a topic under an old template. Used by one thread.
 */
final class RetainedTopics {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedTopics.class);
    private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path file;
    private final States states;
    private final Clock clock;
    private final long startNanos;
    private final long staleNanos;
    private boolean isOurs; // else it may name topics of an earlier process that are still to be cleared
    private long savedVersion = -1;
    private long savedNanos;

    /** @param staleNanos after the start, until when the engine will have spoken of everything that there is */
    RetainedTopics(Path file, States states, Clock clock, long staleNanos) {
        this.file = file;
        this.states = states;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
        this.savedNanos = startNanos;
        this.staleNanos = staleNanos;
    }

    /** Clears what is stale, and saves what is not, when it is time to. */
    void upkeep(Messages messages) {
        if (!isOurs && clock.nanoTime() - startNanos >= staleNanos) {
            isOurs = true;
            savedVersion = -1;
            clearEarlier(messages);
        }
        if (clock.nanoTime() - savedNanos >= UPKEEP_NANOS) {
            save();
        }
    }

    private void clearEarlier(Messages messages) {
        var present = new HashSet<>(states.topics());
        try (var topics = Files.lines(file)) {
            topics.filter(topic -> !present.contains(topic))
                    .forEach(topic -> states.put(topic, messages.clearing(topic, topic)));
        } catch (NoSuchFileException e) {
            // There was no earlier process.
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "retained-topics-unknown: cannot read {}: topics that the broker retains from before may stay there",
                    file,
                    e);
        }
    }

    /** Saves what has changed. */
    void save() {
        savedNanos = clock.nanoTime();
        long version = states.version();
        if (version == savedVersion) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            if (isOurs) {
                Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), states.topics());
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.write(file, states.topics(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            savedVersion = version;
        } catch (IOException e) {
            LOG.debug("cannot write {}, trying again", file, e); // the queue beside it says loudly why
        }
    }
}
