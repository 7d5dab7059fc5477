package org.gatewatch.snmp.internal.ike;

/** State of an IKE or child SA; of several of one connection the best counts, which is the last here. */
public enum SaState {
    /** Nobody was asked, or nobody answers. */
    UNKNOWN(1),
    /** There is none. */
    ABSENT(2),
    DELETING(6),
    CONNECTING(3),
    REKEYING(5),
    /** Established, or installed. */
    UP(4);

    private final int number;

    SaState(int number) {
        this.number = number;
    }

    /** Its number in {@code GwSaState}. */
    public int number() {
        return number;
    }

    /** strongSwan's word for it, of an IKE or a child SA. */
    static SaState of(String word) {
        return switch (word) {
            case "ESTABLISHED", "INSTALLED", "UPDATING" -> UP;
            case "REKEYING", "REKEYED" -> REKEYING;
            case "DELETING", "DELETED", "DESTROYING" -> DELETING;
            // CREATED, CONNECTING, PASSIVE; ROUTED, INSTALLING, RETRYING
            default -> CONNECTING;
        };
    }

    SaState or(SaState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
