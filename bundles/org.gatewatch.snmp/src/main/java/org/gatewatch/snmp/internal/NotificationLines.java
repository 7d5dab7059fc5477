package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.api.probe.Clock;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/** Opens the ways to receivers of notifications, secured as they are configured. */
final class NotificationLines {
    private static final int RANDOM_OCTETS = 8;

    private final SnmpSettings settings;
    private final Supplier<Optional<USM>> agent;
    private final Clock clock;
    private final long startNanos;

    /**
     * @param agent the agent's own security, which traps are sent with: their sender says who it is and what time it is
     */
    NotificationLines(SnmpSettings settings, Supplier<Optional<USM>> agent, Clock clock) {
        this.settings = settings;
        this.agent = agent;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    NotificationSender.Line to(InetSocketAddress receiver) throws IOException {
        var address = new UdpAddress(receiver.getAddress(), receiver.getPort());
        boolean inform = settings.notifications().acknowledged();
        var community = settings.notifications().community();
        Target<UdpAddress> target = community.isPresent()
                ? new CommunityTarget<>(address, new OctetString(community.get()))
                : new UserTarget<>(
                        address, new OctetString(settings.users().get(0).name()), new byte[0], SecurityLevel.AUTH_PRIV);
        target.setVersion(community.isPresent() ? SnmpConstants.version2c : SnmpConstants.version3);
        return new UdpLine(community.isPresent() ? v2c() : v3(inform), target, inform, clock, startNanos);
    }

    private static MessageDispatcher v2c() {
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv2c());
        return dispatcher;
    }

    /** To an inform its receiver says who it is and what time it is: each has an engine that discovers it. */
    private MessageDispatcher v3(boolean inform) throws IOException {
        var protocols = SnmpEngine.protocols();
        var counters = new CounterSupport();
        USM usm;
        if (inform) {
            byte[] random = new byte[RANDOM_OCTETS];
            new SecureRandom().nextBytes(random);
            usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID(new OctetString(random))), 0, counters);
            usm.addUser(SnmpEngine.localisable(settings.users().get(0)));
        } else {
            usm = agent.get().orElseThrow(() -> new IOException("the agent has no engine yet"));
        }
        var models = new SecurityModels().addSecurityModel(usm);
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(
                new MPv3(usm.getLocalEngineID().getValue(), null, protocols, models, counters));
        return dispatcher;
    }
}
