package org.gatewatch.snmp.internal.agentx;

import java.util.Optional;

/** {@code h.type} (section 6.1). */
enum PduType {
    OPEN(1),
    CLOSE(2),
    REGISTER(3),
    GET(5),
    GET_NEXT(6),
    GET_BULK(7),
    TEST_SET(8),
    COMMIT_SET(9),
    UNDO_SET(10),
    CLEANUP_SET(11),
    NOTIFY(12),
    PING(13),
    ADD_AGENT_CAPS(16),
    RESPONSE(18);

    private final int number;

    PduType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<PduType> of(int number) {
        for (PduType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
