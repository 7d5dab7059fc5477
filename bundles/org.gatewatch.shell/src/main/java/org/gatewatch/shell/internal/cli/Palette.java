package org.gatewatch.shell.internal.cli;

/** Colours, or none of them. */
enum Palette {
    PLAIN,
    ANSI;

    /** What a piece of text means; the colour is only a help to the eye. */
    enum Tone {
        NORMAL(""),
        HEADING("1"),
        FAINT("2"),
        GOOD("32"),
        WARNING("1;33"),
        BAD("1;31"),
        OPEN("36");

        private final String code;

        Tone(String code) {
            this.code = code;
        }

        static Tone ofHealth(String health) {
            return switch (health) {
                case "DOWN" -> BAD;
                case "DEGRADED" -> WARNING;
                case "HEALTHY" -> GOOD;
                default -> OPEN;
            };
        }
    }

    /** Colours on a terminal, unless its user wants none ({@code NO_COLOR}). */
    static Palette of(boolean terminal) {
        return terminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty() ? ANSI : PLAIN;
    }

    String paint(Tone tone, String text) {
        return this == PLAIN || tone.code.isEmpty() ? text : "\033[" + tone.code + "m" + text + "\033[0m";
    }
}
