package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.api.probe.Clock;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/** Puts SNMP4J's parts together. Uses none of its static registries, so two agents in one JVM do not meet. */
final class SnmpEngine {
    private SnmpEngine() {}

    /** What turns received messages into answers. Takes some 100 ms of computing with an SNMPv3 user. */
    static MessageDispatcher start(
            SnmpSettings settings, String version, EngineState state, ProbeStore probes, Clock clock, RefusalLog log) {
        var counters = new CounterSupport();
        var counting = new DefaultCounterListener();
        counters.addCounterListener(counting);
        var engineId = OctetString.fromHexStringPairs(state.engineId());
        var protocols = new SecurityProtocols(SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        var usm = usm(settings.user(), protocols, engineId, state.boots(), counters);

        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addCounterListener(counting);
        dispatcher.addAuthenticationFailureListener(log);
        if (settings.community().isPresent()) {
            dispatcher.addMessageProcessingModel(new MPv2c());
        }
        if (settings.user().isPresent()) {
            var models = new SecurityModels().addSecurityModel(usm);
            dispatcher.addMessageProcessingModel(new MPv3(engineId.getValue(), null, protocols, models, counters));
        }
        var access = new Access(
                settings.community().map(OctetString::new), settings.user().map(user -> new OctetString(user.name())));
        var mib = mib(probes, SystemGroups.of(settings.names(version), usm, clock));
        dispatcher.addCommandResponder(new ReadOnlyResponder(mib, access, log, counters, engineId));
        return dispatcher;
    }

    /**
     * Learns no other engine and localises its user once: by default every packet with a random engine id costs 10 ms and
     * stays in memory (measured).
     */
    private static USM usm(
            Optional<SnmpSettings.User> user,
            SecurityProtocols protocols,
            OctetString engineId,
            int boots,
            CounterSupport counters) {
        var usm = new USM(protocols, engineId, boots, counters);
        usm.setEngineDiscoveryEnabled(false);
        // without discovery USM knows no engine at all, not even its own
        usm.getTimeTable().addEntry(new UsmTimeEntry(engineId, boots, 0));
        user.ifPresent(allowed -> usm.addUser(
                new UsmUser(
                        new OctetString(allowed.name()),
                        AuthHMAC192SHA256.ID,
                        new OctetString(allowed.authPassphrase()),
                        PrivAES128.ID,
                        new OctetString(allowed.privPassphrase())),
                engineId));
        return usm;
    }

    private static Supplier<MibView> mib(ProbeStore probes, List<MibSubtree> fixed) {
        return () -> {
            var rows = probes.rows();
            var subtrees = new ArrayList<>(fixed);
            subtrees.addAll(PingMib.of(rows));
            return new MibView(subtrees);
        };
    }
}
