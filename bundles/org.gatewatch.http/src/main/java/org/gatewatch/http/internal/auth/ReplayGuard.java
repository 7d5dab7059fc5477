package org.gatewatch.http.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.gatewatch.http.internal.auth.Refusal.Kind;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Request;

/**
 * Carries each signed change out once. Signatures have no nonce, so whoever overheard one could send it again while its
 * date is good; but a client whose answer was lost sends the same within the same second, too. Both get the answer that
 * was given first, and nothing is changed again. Reading is free: it changes nothing, and some clients read twice.
 * A change that was refused may be tried again while its sender may have the same second: what was in its way may be gone.
 *
 * <p>Bounded: when too many changes are remembered further ones wait for a client's next try. Of older ones the answer is
 * forgotten, and they are refused. Thread-safe.
 */
public final class ReplayGuard {
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final int FIRST_REFUSAL = 400;
    /** A signature's date has no smaller part. */
    private static final Duration SAME_SECOND = Duration.ofSeconds(2);

    private final int maxChanges;
    private final int maxAnswers;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Instant> changes = new LinkedHashMap<>(); // guarded by changes
    private final Map<String, Answer> answers = new LinkedHashMap<>(); // guarded by changes

    /**
     * One that is empty.
     *
     * @param maxChanges remembered at a time
     * @param maxAnswers remembered with their answers
     * @param window for which a date is good, before now and after it
     */
    public ReplayGuard(int maxChanges, int maxAnswers, Duration window, InstantSource clock) {
        this.maxChanges = maxChanges;
        this.maxAnswers = maxAnswers;
        this.window = window;
        this.clock = clock;
    }

    /** The answer to a request: a new one, or that to the same request before. */
    public Answer once(Request request, Supplier<Answer> answer) throws Refusal {
        var authorization = request.header("authorization").filter(it -> it.contains("Signature="));
        if (authorization.isEmpty() || READS.contains(request.method())) {
            return answer.get();
        }
        // Not the header itself: a space more in it signs the same.
        String signature = Authorization.parse(authorization.get()).signature();
        var earlier = enter(signature);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Answer fresh = answer.get();
        leave(signature, fresh);
        return fresh;
    }

    private Optional<Answer> enter(String signature) throws Refusal {
        Instant now = clock.instant();
        synchronized (changes) {
            // A date may be a window ahead: it is good for two windows then.
            changes.values().removeIf(at -> at.plus(window.multipliedBy(2)).isBefore(now));
            answers.keySet().retainAll(changes.keySet());
            if (changes.containsKey(signature) && !mayBeTriedAgain(signature, now)) {
                return Optional.of(Optional.ofNullable(answers.get(signature))
                        .orElseThrow(() -> new Refusal(Kind.REPLAYED, "This signed request was sent before")));
            }
            if (changes.size() >= maxChanges && !changes.containsKey(signature)) {
                throw new Refusal(Kind.THROTTLED, "Too many changes within " + window.toSeconds() * 2 + " s");
            }
            changes.putIfAbsent(signature, now);
            answers.remove(signature); // until there is another, whoever sends the same is refused
            return Optional.empty();
        }
    }

    private boolean mayBeTriedAgain(String signature, Instant now) {
        Answer answer = answers.get(signature);
        return answer != null
                && answer.status() >= FIRST_REFUSAL
                && changes.get(signature).plus(SAME_SECOND).isAfter(now);
    }

    private void leave(String signature, Answer answer) {
        synchronized (changes) {
            answers.put(signature, answer);
            if (answers.size() > maxAnswers) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
    }
}
