package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatewatch.api.probe.Clock;
import org.slf4j.LoggerFactory;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/** Puts SNMP4J's parts together. Uses none of its static registries, so two agents in one JVM do not meet. */
final class SnmpEngine {
    private final SnmpSettings settings;
    private final SystemGroups.Names names;
    private final Served tables;
    private final Clock clock;
    private volatile Optional<USM> security = Optional.empty();

    /**
     * @param tables what both front ends serve; the system groups are added here
     */
    SnmpEngine(SnmpSettings settings, SystemGroups.Names names, Served tables, Clock clock) {
        this.settings = settings;
        this.names = names;
        this.tables = tables;
        this.clock = clock;
    }

    /** What turns received messages into answers. */
    MessageDispatcher start(EngineState state, List<UserKeys> keys) {
        var counters = new CounterSupport();
        var counting = new DefaultCounterListener();
        counters.addCounterListener(counting);
        var refusals = new RefusalLog(LoggerFactory.getLogger(SnmpEngine.class), clock);
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addCounterListener(counting);
        dispatcher.addAuthenticationFailureListener(refusals);

        var engineId = OctetString.fromHexStringPairs(state.engineId());
        var protocols = protocols();
        var usm = usm(protocols, engineId, state.boots(), counters);
        keys.forEach(each -> each.addTo(usm));
        security = Optional.of(usm);
        if (settings.community().isPresent()) {
            dispatcher.addMessageProcessingModel(new MPv2c());
        }
        if (!settings.users().isEmpty()) {
            var models = new SecurityModels().addSecurityModel(usm);
            dispatcher.addMessageProcessingModel(new MPv3(engineId.getValue(), null, protocols, models, counters));
        }
        var access = new Access(
                settings.community().map(OctetString::new),
                settings.v2cSources(),
                new Access.Users(names(settings.users().stream().map(User::name)), names(settings.writers().stream())),
                engineId,
                settings.users().isEmpty() ? List.of() : AccessTables.of(settings, engineId));
        dispatcher.addCommandResponder(
                new Responder(new Served(mib(usm, counting), tables.writes()), access, refusals, counters));
        return dispatcher;
    }

    private static Set<OctetString> names(Stream<String> names) {
        return names.map(OctetString::new).collect(Collectors.toUnmodifiableSet());
    }

    /** Who the agent is to others, once it has been started. */
    Optional<USM> security() {
        return security;
    }

    /** Nothing older: MD5, SHA-1 and DES are refused. */
    static SecurityProtocols protocols() {
        var protocols = new SecurityProtocols(SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addAuthenticationProtocol(new AuthHMAC256SHA384());
        protocols.addAuthenticationProtocol(new AuthHMAC384SHA512());
        protocols.addPrivacyProtocol(new PrivAES128());
        protocols.addPrivacyProtocol(new PrivAES256());
        return protocols;
    }

    /**
     * Learns no other engine, and its users' keys are localised: by default every packet with a random engine id costs 10 ms
     * and stays in memory (measured).
     */
    private USM usm(SecurityProtocols protocols, OctetString engineId, int boots, CounterSupport counters) {
        var usm = new USM(protocols, engineId, boots, counters);
        usm.setEngineDiscoveryEnabled(false);
        // without discovery USM knows no engine at all, not even its own
        usm.getTimeTable().addEntry(new UsmTimeEntry(engineId, boots, 0));
        return usm;
    }

    /** A user whose keys are made for each engine that it meets. */
    static UsmUser localisable(User user) {
        return new UsmUser(
                new OctetString(user.name()),
                user.auth().id(),
                new OctetString(user.authPassphrase()),
                user.priv().id(),
                new OctetString(user.privPassphrase()));
    }

    private Supplier<MibView> mib(USM usm, DefaultCounterListener counting) {
        var fixed = Stream.concat(
                        SystemGroups.of(names, settings.mib(), usm, clock).stream(),
                        CounterGroups.of(counting).stream())
                .toList();
        return () -> tables.view().get().with(fixed);
    }
}
