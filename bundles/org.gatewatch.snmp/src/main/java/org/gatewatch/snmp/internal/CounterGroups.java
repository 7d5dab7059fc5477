package org.gatewatch.snmp.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * What was refused, and why: the counters of SNMPv2-MIB (RFC 3418), SNMP-MPD-MIB (RFC 3412) and SNMP-USER-BASED-SM-MIB
 * (RFC 3414). Counted and read by the agent's thread alone.
 */
final class CounterGroups {
    private static final OID SNMP = new OID("1.3.6.1.2.1.11");
    private static final OID MPD_STATS = new OID("1.3.6.1.6.3.11.2.1");
    private static final OID TARGET = new OID("1.3.6.1.6.3.12.1");
    private static final OID USM_STATS = new OID("1.3.6.1.6.3.15.1.1");
    /** {@code snmpEnableAuthenTraps}. */
    private static final OID AUTHEN_TRAPS = new OID("1.3.6.1.2.1.11.30");

    private static final OID PROXY_DROPS = new OID("1.3.6.1.2.1.11.32.0");
    private static final int DISABLED = 2;

    private CounterGroups() {}

    static List<MibView.Subtree> of(DefaultCounterListener counting) {
        var snmp = counters(
                counting,
                SnmpConstants.snmpInPkts,
                SnmpConstants.snmpInBadVersions,
                SnmpConstants.snmpInBadCommunityNames,
                SnmpConstants.snmpInBadCommunityUses,
                SnmpConstants.snmpInASNParseErrs,
                SnmpConstants.snmpSilentDrops,
                PROXY_DROPS);
        snmp.put(AUTHEN_TRAPS, () -> new Integer32(DISABLED));
        return List.of(
                new Scalars(SNMP, snmp),
                new Scalars(
                        MPD_STATS,
                        counters(
                                counting,
                                SnmpConstants.snmpUnknownSecurityModels,
                                SnmpConstants.snmpInvalidMsgs,
                                SnmpConstants.snmpUnknownPDUHandlers)),
                new Scalars(TARGET, counters(counting, SnmpConstants.snmpUnknownContexts)),
                new Scalars(
                        USM_STATS,
                        counters(
                                counting,
                                SnmpConstants.usmStatsUnsupportedSecLevels,
                                SnmpConstants.usmStatsNotInTimeWindows,
                                SnmpConstants.usmStatsUnknownUserNames,
                                SnmpConstants.usmStatsUnknownEngineIDs,
                                SnmpConstants.usmStatsWrongDigests,
                                SnmpConstants.usmStatsDecryptionErrors)));
    }

    /** SNMP4J names counters by their instances. */
    private static Map<OID, Supplier<Variable>> counters(DefaultCounterListener counting, OID... instances) {
        var counters = new HashMap<OID, Supplier<Variable>>();
        for (OID instance : instances) {
            var counter = new Counter32();
            counting.add(instance, counter);
            counters.put(instance.trim(), () -> new Counter32(counter.getValue()));
        }
        return counters;
    }
}
