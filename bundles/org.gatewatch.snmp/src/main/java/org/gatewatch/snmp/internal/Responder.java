package org.gatewatch.snmp.internal;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * Answers SNMP4J's decoded requests. A request is answered from one view, so no answer mixes two states of a table, and
 * with bounded work, whatever it asks for.
 */
final class Responder implements CommandResponder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    /** Room for what SNMPv3 puts around a response. */
    private static final int HEADER_OCTETS = 384;

    private final Served mib;
    private final Access access;
    private final RefusalLog refusals;
    private final CounterSupport counters;
    private long failures; // of the agent's thread alone

    Responder(Served mib, Access access, RefusalLog refusals, CounterSupport counters) {
        this.mib = mib;
        this.access = access;
        this.refusals = refusals;
        this.counters = counters;
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> request) {
        request.setProcessed(true);
        try {
            switch (request.getPDU().getType()) {
                case PDU.GET, PDU.GETNEXT, PDU.GETBULK, PDU.SET -> check(request);
                // an inform has no one to go to; everything else expects no answer
                default -> drop(request, SnmpConstants.snmpUnknownPDUHandlers);
            }
        } catch (RuntimeException e) {
            // SNMP4J would swallow it
            failures++;
            LOG.atLevel(failures == 1 ? Level.ERROR : Level.DEBUG)
                    .setCause(e)
                    .log("SNMP request {} failed, answered with genErr; further ones are logged at DEBUG", failures);
            respond(request, ResponseWriter.error(request.getPDU(), PDU.genErr, 0));
        }
    }

    private <A extends Address> void check(CommandResponderEvent<A> request) {
        switch (access.of(request)) {
            case ALLOWED -> respond(request, answer(request));
            case WRONG_COMMUNITY -> {
                refusals.refused("wrong community, or not from v2c.sources", request.getPeerAddress());
                drop(request, SnmpConstants.snmpInBadCommunityNames);
            }
            case NOT_AUTHORIZED -> {
                refusals.refused("not authenticated and encrypted by the configured user", request.getPeerAddress());
                respond(request, ResponseWriter.error(request.getPDU(), PDU.authorizationError, 0));
            }
            case UNKNOWN_ENGINE -> report(request, SnmpConstants.snmpUnknownPDUHandlers);
            case UNKNOWN_CONTEXT -> report(request, SnmpConstants.snmpUnknownContexts);
        }
    }

    private PDU answer(CommandResponderEvent<?> event) {
        PDU request = event.getPDU();
        if (request.getType() == PDU.SET) {
            return set(event);
        }
        int maxOctets = Math.min(event.getMaxSizeResponsePDU(), UdpTransport.MAX_MESSAGE_OCTETS - HEADER_OCTETS);
        var writer = new ResponseWriter(access.view(event, mib.view().get()), request, maxOctets);
        return switch (request.getType()) {
            case PDU.GET -> writer.get();
            case PDU.GETNEXT -> writer.getNext();
            default -> writer.getBulk();
        };
    }

    private PDU set(CommandResponderEvent<?> event) {
        PDU request = event.getPDU();
        var writes = access.mayWrite(event) ? mib.writes() : Writes.NONE;
        var prepared = writes.prepare(List.copyOf(request.getVariableBindings()));
        if (prepared.error() != Writes.NO_ERROR) {
            return ResponseWriter.error(request, prepared.error(), prepared.index());
        }
        int error = prepared.change().commit();
        return ResponseWriter.error(request, error, error == Writes.NO_ERROR ? 0 : 1);
    }

    private <A extends Address> void report(CommandResponderEvent<A> request, OID counter) {
        PDU report = ResponseWriter.empty(request.getPDU());
        report.setType(PDU.REPORT);
        var counted = count(counter);
        report.add(new VariableBinding(counter, counted.getCurrentValue()));
        respond(request, report);
    }

    /** SNMP4J keeps a v3 request until it is answered or given up; giving it up keeps the heap flat. */
    private void drop(CommandResponderEvent<?> request, OID counter) {
        count(counter);
        request.getMessageDispatcher()
                .releaseStateReference(request.getMessageProcessingModel(), request.getPduHandle());
    }

    private CounterEvent count(OID counter) {
        var event = new CounterEvent(this, counter);
        counters.fireIncrementCounter(event);
        return event;
    }

    private <A extends Address> void respond(CommandResponderEvent<A> request, PDU response) {
        try {
            request.getMessageDispatcher()
                    .returnResponsePdu(
                            request.getMessageProcessingModel(),
                            request.getSecurityModel(),
                            request.getSecurityName(),
                            request.getSecurityLevel(),
                            response,
                            request.getMaxSizeResponsePDU(),
                            request.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            // the asker is gone or unreachable; it will ask again if it still wants to know
            LOG.debug("cannot answer {}", request.getPeerAddress(), e);
        }
    }
}
