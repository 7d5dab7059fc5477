package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Notifications over UDP to one receiver, with SNMP4J's messages and security but none of its threads. */
final class UdpLine implements NotificationSender.Line, CommandResponder {
    /** An inform waits this long for its acknowledgement, then as long again, and so on: 1 s, 2 s, 3 s, 4 s. */
    private static final long[] WAIT_MILLIS = {1_000, 2_000, 3_000, 4_000};
    /** A report tells a v3 sender who its receiver is, a second one what time it is there. */
    private static final int MAX_REPORTS = 3;

    private static final long NANOS_PER_TICK = 10_000_000;

    private final MessageDispatcher dispatcher;
    private final Target<UdpAddress> target;
    private final boolean inform;
    private final Clock clock;
    private final long startNanos;
    private final UdpTransport transport;
    private Optional<PDU> answer = Optional.empty();

    /**
     * @param dispatcher knows how to secure messages to the target; used by nobody else
     * @param startNanos when {@code sysUpTime} was 0
     */
    UdpLine(MessageDispatcher dispatcher, Target<UdpAddress> target, boolean inform, Clock clock, long startNanos)
            throws IOException {
        this.dispatcher = dispatcher;
        this.target = target;
        this.inform = inform;
        this.clock = clock;
        this.startNanos = startNanos;
        var any = InetAddress.getByAddress(
                new byte[target.getAddress().getInetAddress().getAddress().length]);
        this.transport = new UdpTransport(new InetSocketAddress(any, 0));
        dispatcher.addTransportMapping(transport);
        dispatcher.addCommandResponder(this);
    }

    @Override
    public boolean isAcknowledged() {
        return inform;
    }

    @Override
    public boolean send(List<VariableBinding> notification) throws IOException {
        PDU pdu = target.getVersion() == SnmpConstants.version3 ? new ScopedPDU() : new PDU();
        pdu.setType(inform ? PDU.INFORM : PDU.NOTIFICATION);
        long ticks = Math.floorMod((clock.nanoTime() - startNanos) / NANOS_PER_TICK, 1L << 32);
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(ticks)));
        pdu.addAll(notification);
        if (!inform) {
            hand(pdu);
            return true;
        }
        for (long millis : WAIT_MILLIS) {
            if (isAcknowledged(pdu, millis)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAcknowledged(PDU pdu, long millis) throws IOException {
        for (int reports = 0; reports <= MAX_REPORTS; reports++) {
            answer = Optional.empty();
            hand(pdu);
            long deadlineNanos = clock.nanoTime() + millis * 1_000_000;
            while (answer.isEmpty() && clock.nanoTime() < deadlineNanos) {
                transport.receive(dispatcher, Math.max(1, (deadlineNanos - clock.nanoTime()) / 1_000_000));
            }
            if (answer.isEmpty() || answer.get().getType() == PDU.RESPONSE) {
                return answer.isPresent();
            }
        }
        return false;
    }

    private void hand(PDU pdu) throws IOException {
        try {
            dispatcher.sendPdu(transport, target, pdu, inform);
        } catch (MessageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        if (event.getPduHandle() != null && event.getPDU() != null) {
            answer = Optional.of(event.getPDU());
        }
        event.setProcessed(true);
    }

    @Override
    public void close() {
        transport.close();
    }
}
