package org.gatewatch.config.internal.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.InvalidField;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.RefusedException;
import org.gatewatch.config.internal.UnfinishedException;

/** Says to clients why a request is not carried out. */
final class Refusals {
    private Refusals() {}

    static ResourceException notFound(String what, Object name) {
        return new ResourceException(Kind.NOT_FOUND, "there is no " + what + " " + name);
    }

    static ResourceException conflict(String message) {
        return new ResourceException(Kind.CONFLICT, message);
    }

    static ResourceException invalid(String field, String value, String allowed) {
        return new ResourceException(List.of(new InvalidField(field, value, allowed)));
    }

    static ResourceException quota(String ofWhat, int allowed, String key) {
        return new ResourceException(
                Kind.QUOTA,
                "allowed are " + allowed + " " + ofWhat + "; the setting " + key
                        + " of org.gatewatch.config.cfg says so");
    }

    /** What a person wrote is changed by persons only. */
    static void requireManaged(String what, Located<?> located) {
        if (!located.isManaged()) {
            throw new ResourceException(
                    Kind.READ_ONLY,
                    what + " is defined in " + located.file() + "; change it there: it is read-only here");
        }
    }

    /** The file as it is now must be good: what is wrong with it would be lost, or be said of the request. */
    static void requireGood(String file, List<ConfigurationProblem> problems) {
        if (!problems.isEmpty()) {
            throw conflict("the file was edited and has a problem; mend it first: " + problems.get(0));
        }
    }

    /** Whoever edits a file has not finished, or has made a mistake that the watcher has not seen yet. */
    static ResourceException edited(Path file, String problem) {
        return conflict("nothing was changed: the file " + file
                + " is being edited or has a problem; mend it, or try again: " + problem);
    }

    static ResourceException damagedToken() {
        return new ResourceException(
                Kind.INTERNAL,
                "what is known of this token is damaged; look whether there is what it made, and use another");
    }

    static ResourceException unfinished(UnfinishedException e) {
        return new ResourceException(
                "it is not known whether anything was changed: " + e.getMessage() + "; look before you try again", e);
    }

    static ResourceException notWritten(IOException e) {
        return new ResourceException("nothing was changed, it could not be written: " + e, e);
    }

    /**
     * What a file's problems mean for who wanted it so.
     *
     * @param prefix of the keys that stand for the request, for example {@code probes[3].}
     */
    static ResourceException refused(RefusedException refusal, String file, String prefix) {
        var problems = refusal.problems();
        if (refusal.isShortage()) {
            return new ResourceException(Kind.QUOTA, text(problems));
        }
        boolean harmsOthers =
                problems.stream().noneMatch(problem -> problem.file().equals(file));
        if (harmsOthers || refusal.isTaken()) {
            return conflict(text(problems));
        }
        return new ResourceException(problems.stream()
                .map(problem -> new InvalidField(field(problem.key(), prefix), problem.value(), problem.message()))
                .toList());
    }

    private static String text(List<ConfigurationProblem> problems) {
        return problems.stream().map(ConfigurationProblem::toString).collect(Collectors.joining("; "));
    }

    private static String field(String key, String prefix) {
        if (key.startsWith(prefix)) {
            return key.substring(prefix.length());
        }
        return prefix.equals(key + ".") ? "" : key;
    }
}
