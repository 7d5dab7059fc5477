package org.gatewatch.snmp.internal;

import java.time.Duration;
import org.gatewatch.api.probe.Clock;
import org.slf4j.Logger;
import org.snmp4j.event.AuthenticationFailureEvent;
import org.snmp4j.event.AuthenticationFailureListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;

/**
 * Tells the operator that somebody is refused: at once, then at most once a minute with the number since. Used by the
 * agent's thread only.
 */
final class RefusalLog implements AuthenticationFailureListener {
    static final Duration QUIET = Duration.ofMinutes(1);

    private final Logger log;
    private final Clock clock;
    private boolean logged;
    private long loggedNanos;
    private long unlogged;

    RefusalLog(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void refused(String why, Address peer) {
        unlogged++;
        long nowNanos = clock.nanoTime();
        if (!logged || nowNanos - loggedNanos >= QUIET.toNanos()) {
            log.warn("snmp-refused: {} SNMP requests refused, the last from {}: {}", unlogged, peer, why);
            logged = true;
            loggedNanos = nowNanos;
            unlogged = 0;
        }
    }

    @Override
    public <A extends Address> void authenticationFailure(AuthenticationFailureEvent<A> event) {
        switch (event.getError()) {
            // how every manager learns our engine id and time: nothing to tell
            case SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID, SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW -> {}
            case SnmpConstants.SNMPv3_USM_UNKNOWN_SECURITY_NAME -> refused("unknown user", event.getAddress());
            case SnmpConstants.SNMPv3_USM_AUTHENTICATION_FAILURE -> refused("wrong passphrase", event.getAddress());
            default -> refused("security error " + event.getError(), event.getAddress());
        }
    }
}
