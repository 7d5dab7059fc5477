package org.gatewatch.snmp.internal;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Who may do what: what may be read is the whole view, what may be written is the table of tests. Who may do what is told
 * to users alone.
 *
 * @param community of v2c readers
 * @param v2cSources where v2c readers are; empty means everywhere
 * @param users of SNMPv3, authenticated and encrypted only
 * @param engineId whose objects these are, in their only context, the one without a name
 * @param tables that say all this
 */
record Access(
        Optional<OctetString> community,
        List<Network> v2cSources,
        Users users,
        OctetString engineId,
        List<MibView.Subtree> tables) {
    /** Names of users. Who may write is a reader as well. */
    record Users(Set<OctetString> readers, Set<OctetString> writers) {}

    /** What becomes of a request. */
    enum Verdict {
        ALLOWED,
        /** Dropped without a word: an answer would confirm that somebody listens. */
        WRONG_COMMUNITY,
        /** Answered with authorizationError; USM has dealt with wrong users and keys before. */
        NOT_AUTHORIZED,
        /** Meant for an engine that is not here. */
        UNKNOWN_ENGINE,
        UNKNOWN_CONTEXT
    }

    Verdict of(CommandResponderEvent<?> request) {
        byte[] name = request.getSecurityName();
        if (request.getMessageProcessingModel() == MessageProcessingModel.MPv2c) {
            return isKnownSource(request.getPeerAddress()) && matches(name) ? Verdict.ALLOWED : Verdict.WRONG_COMMUNITY;
        }
        return isSecured(request) && users.readers().contains(new OctetString(name))
                ? ofScope((ScopedPDU) request.getPDU())
                : Verdict.NOT_AUTHORIZED;
    }

    /** Of a request that is {@link Verdict#ALLOWED}: a community is never enough. */
    boolean mayWrite(CommandResponderEvent<?> request) {
        return isSecured(request) && users.writers().contains(new OctetString(request.getSecurityName()));
    }

    /** What of a view may be read by a request that is {@link Verdict#ALLOWED}, and what beside it. */
    MibView view(CommandResponderEvent<?> request, MibView all) {
        return isSecured(request) ? all.with(tables) : all;
    }

    private static boolean isSecured(CommandResponderEvent<?> request) {
        return request.getSecurityModel() == SecurityModel.SECURITY_MODEL_USM
                && request.getSecurityLevel() == SecurityLevel.AUTH_PRIV;
    }

    private boolean isKnownSource(Address peer) {
        return v2cSources.isEmpty()
                || (peer instanceof UdpAddress udp
                        && v2cSources.stream().anyMatch(network -> network.contains(udp.getInetAddress())));
    }

    private Verdict ofScope(ScopedPDU scoped) {
        OctetString engine = scoped.getContextEngineID();
        if (!engine.equals(engineId) && !engine.equals(MPv3.LOCAL_ENGINE_ID)) {
            return Verdict.UNKNOWN_ENGINE;
        }
        return scoped.getContextName().length() == 0 ? Verdict.ALLOWED : Verdict.UNKNOWN_CONTEXT;
    }

    /** Takes the same time wherever the difference is. */
    private boolean matches(byte[] name) {
        return community.isPresent() && MessageDigest.isEqual(community.get().getValue(), name);
    }

    @Override
    public String toString() {
        return "Access[v2c=" + community.isPresent() + ", v3=" + users + "]";
    }
}
