package org.gatewatch.snmp.internal;

import java.security.MessageDigest;
import java.util.Optional;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.OctetString;

/**
 * Who may read. Nobody may write.
 *
 * @param community of v2c readers
 * @param user who may read with SNMPv3, authenticated and encrypted only
 */
record Access(Optional<OctetString> community, Optional<OctetString> user) {
    /** What becomes of a request. */
    enum Verdict {
        READ,
        /** Dropped without a word: an answer would confirm that somebody listens. */
        WRONG_COMMUNITY,
        /** Answered with authorizationError; USM has answered wrong users and keys before. */
        NOT_AUTHORIZED
    }

    Verdict of(CommandResponderEvent<?> request) {
        byte[] name = request.getSecurityName();
        if (request.getMessageProcessingModel() == MessageProcessingModel.MPv2c) {
            return matches(community, name) ? Verdict.READ : Verdict.WRONG_COMMUNITY;
        }
        boolean secured = request.getSecurityModel() == SecurityModel.SECURITY_MODEL_USM
                && request.getSecurityLevel() == SecurityLevel.AUTH_PRIV;
        return secured && matches(user, name) ? Verdict.READ : Verdict.NOT_AUTHORIZED;
    }

    /** Takes the same time wherever the difference is. */
    private static boolean matches(Optional<OctetString> allowed, byte[] name) {
        return allowed.isPresent() && MessageDigest.isEqual(allowed.get().getValue(), name);
    }

    @Override
    public String toString() {
        return "Access[v2c=" + community.isPresent() + ", v3=" + user.isPresent() + "]";
    }
}
