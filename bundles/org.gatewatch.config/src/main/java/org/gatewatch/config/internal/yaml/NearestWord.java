package org.gatewatch.config.internal.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class NearestWord {
    private static final int MAX_WORD_LENGTH = 100;

    private NearestWord() {}

    /** The word that needs the fewest edits, unless even that one differs in more than a third of its letters. */
    public static Optional<String> of(String written, Collection<String> words) {
        if (written.length() > MAX_WORD_LENGTH) {
            return Optional.empty();
        }
        return words.stream()
                .min(Comparator.comparingInt(word -> edits(written, word)))
                .filter(word -> edits(written, word) <= Math.max(2, word.length() / 3));
    }

    /** {@code " (did you mean x?)"}, or nothing. */
    public static String hint(String written, Collection<String> words) {
        return of(written, words).map(word -> " (did you mean " + word + "?)").orElse("");
    }

    /** Levenshtein's distance, upper and lower case being the same. */
    private static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
