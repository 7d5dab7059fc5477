package org.gatewatch.api;

import java.util.Locale;

/** The fate of one sample: exactly one of these, decided when its period closes at the latest. */
public enum Outcome {
    /** The reply came within the timeout. */
    ANSWERED,
    /** The reply came after the timeout; counts as lost in the loss percentage and is shown beside it. */
    LATE,
    /** No reply. */
    LOST,
    /** The peer refused with a TCP RST. */
    REFUSED,
    /** An ICMP error came back. */
    UNREACHABLE,
    /** Our own side did not send it; never the peer's loss. */
    NOT_SENT,
    /** Sent, but unusable: the clock stepped, or our own capture missed packets. Never the peer's loss. */
    VOID;

    /** The name in JSON: lower case with hyphens, for example {@code not-sent}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
