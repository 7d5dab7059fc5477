package org.gatewatch.shell.internal.doctor;

/**
 * What was found out about one thing.
 *
 * @param verdict on it
 * @param subject the thing, in a word or two
 * @param text what was found; for anything but good also what to do about it
 */
public record Finding(Verdict verdict, String subject, String text) {
    /** What it means for Gatewatch. */
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** It works, or it cannot be known from here; worth a look. */
        WARNING,
        /** Something does not work until this is mended. */
        BAD
    }

    static Finding good(String subject, String text) {
        return new Finding(Verdict.GOOD, subject, text);
    }

    static Finding warning(String subject, String text) {
        return new Finding(Verdict.WARNING, subject, text);
    }

    static Finding bad(String subject, String text) {
        return new Finding(Verdict.BAD, subject, text);
    }

    /** The same with a remark behind its text. */
    Finding with(String remark) {
        return new Finding(verdict, subject, text + remark);
    }

    @Override
    public String toString() {
        return "%-8s %s: %s".formatted(verdict.name().toLowerCase(java.util.Locale.ROOT), subject, text);
    }
}
