package org.gatewatch.config.internal.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gatewatch.api.resource.Quotas;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.LiveFiles;
import org.gatewatch.config.internal.LiveFiles.Folder;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.RefusedException;
import org.gatewatch.config.internal.Running;
import org.gatewatch.config.internal.UnfinishedException;
import org.gatewatch.config.internal.managed.Document;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What all changes of managed files have in common.
 *
 * @param files the folder that is changed
 * @param names what ids and ARNs are made from
 * @param quotas how much clients may create
 * @param tokens what was created with which
 * @param clock for times that files say
 */
record Changes(LiveFiles files, Names names, Quotas quotas, Tokens tokens, InstantSource clock) {
    /** Work that ends in one write; returns what the client is told. */
    @FunctionalInterface
    interface Work<T> {
        T in(Folder folder) throws IOException, RefusedException;
    }

    /** What a request creates, and with which token. */
    record Creation(String operation, String token, Settings settings) {}

    /**
     * A text on its way.
     *
     * @param prefix of the keys in it that stand for the request
     */
    record Draft(Path file, Document document, String prefix) {}

    <T> T alone(Work<T> work) {
        try {
            return files.change(work::in);
        } catch (RefusedException e) {
            throw Refusals.refused(e, e.problems().get(0).file(), "");
        } catch (UnfinishedException e) {
            throw Refusals.unfinished(e);
        } catch (IOException e) {
            throw Refusals.notWritten(e);
        } catch (UncheckedIOException e) { // of the store
            throw Refusals.notWritten(e.getCause());
        }
    }

    /**
     * Creates something, or finds what the same request created before.
     *
     * @param find what a name leads to, while it is there
     * @param work creates it and returns its name
     */
    String create(Creation creation, BiFunction<Running, String, Optional<?>> find, Work<Created> work) {
        return alone(folder -> {
            var earlier = tokens.earlier(creation.operation(), creation.token(), creation.settings())
                    .filter(name -> find.apply(folder.running(), name).isPresent());
            if (earlier.isPresent()) {
                return earlier.get();
            }
            Created created = work.in(folder);
            try {
                tokens.keep(creation.operation(), creation.token(), creation.settings(), created.name());
                write(folder, created.draft());
            } catch (IOException | RuntimeException e) {
                tokens.forget(creation.operation(), creation.token());
                throw e;
            }
            return created.name();
        });
    }

    /** A managed file that is there and does not run was edited; what it says must not be lost. */
    static void requireNew(Folder folder, Path file) {
        Refusals.requireGood(file.toString(), folder.running().problems(file.toString()));
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusals.conflict("the file " + file + " is there already and says something else");
        }
    }

    /** What is to be written, and the name that leads to it then. */
    record Created(String name, Draft draft) {}

    /** Refuses what is wrong with the request itself, before anything else is looked at. */
    void check(Folder folder, Draft draft) {
        try {
            folder.check(draft.file(), draft.document().text());
        } catch (RefusedException e) {
            throw Refusals.refused(e, draft.file().toString(), draft.prefix());
        }
    }

    void write(Folder folder, Draft draft) throws IOException {
        try {
            folder.write(draft.file(), draft.document().text());
        } catch (RefusedException e) {
            throw Refusals.refused(e, draft.file().toString(), draft.prefix());
        }
    }

    void delete(Folder folder, Path file, String what) throws IOException {
        try {
            folder.delete(file);
        } catch (RefusedException e) {
            throw Refusals.conflict(what + " is still needed: " + e.problems().get(0));
        }
    }

    /** The managed file of something, to be changed. */
    Document open(Folder folder, String what, Located<?> located) throws IOException {
        Refusals.requireManaged(what, located);
        Refusals.requireGood(located.file(), folder.running().problems(located.file()));
        var file = Path.of(located.file());
        try {
            byte[] text = Files.readAllBytes(file);
            folder.check(file, text); // it may be in the middle of an edit that nobody has seen yet
            return Document.of(text);
        } catch (NoSuchFileException e) {
            throw Refusals.edited(file, "it is gone");
        } catch (RefusedException e) {
            throw Refusals.edited(file, e.problems().get(0).toString());
        } catch (YamlEngineException e) {
            throw Refusals.edited(file, String.valueOf(e.getMessage()));
        }
    }
}
