package org.gatewatch.snmp.internal;

import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Answers one read request from one view, within a size in octets. */
final class ResponseWriter {
    /**
     * After this many octets GETBULK begins no further row: with headers it fits into one packet on a path with an MTU
     * of 1,500, and a request for 30,000 repetitions costs no more than one for 20.
     */
    static final int BULK_OCTETS = 1_350;

    private final MibView view;
    private final PDU request;
    private final PDU response;
    private final int maxOctets;
    private int octets;

    ResponseWriter(MibView view, PDU request, int maxOctets) {
        this.view = view;
        this.request = request;
        this.response = empty(request);
        this.maxOctets = maxOctets;
        // the lengths around the variable bindings grow by up to 2 octets each when there are many of them
        this.octets = response.getBERLength() + 8;
    }

    static PDU empty(PDU request) {
        PDU response = (PDU) request.clone();
        response.clear();
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        response.setErrorStatus(PDU.noError);
        response.setErrorIndex(0);
        return response;
    }

    static PDU error(PDU request, int status, int index) {
        PDU response = empty(request);
        if (status != PDU.tooBig) {
            response.addAll(request.getVariableBindings());
        }
        response.setErrorStatus(status);
        response.setErrorIndex(index);
        return response;
    }

    PDU get() {
        for (VariableBinding wanted : request.getVariableBindings()) {
            if (!add(new VariableBinding(wanted.getOid(), view.get(wanted.getOid())))) {
                return error(request, PDU.tooBig, 0);
            }
        }
        return response;
    }

    PDU getNext() {
        for (VariableBinding wanted : request.getVariableBindings()) {
            if (!add(next(wanted.getOid()))) {
                return error(request, PDU.tooBig, 0);
            }
        }
        return response;
    }

    PDU getBulk() {
        List<? extends VariableBinding> wanted = request.getVariableBindings();
        int nonRepeaters = Math.max(0, Math.min(request.getNonRepeaters(), wanted.size()));
        for (VariableBinding single : wanted.subList(0, nonRepeaters)) {
            if (!add(next(single.getOid()))) {
                return response;
            }
        }
        OID[] row = wanted.subList(nonRepeaters, wanted.size()).stream()
                .map(VariableBinding::getOid)
                .toArray(OID[]::new);
        int before = octets;
        boolean more = row.length > 0;
        for (int repetition = 0; more && repetition < request.getMaxRepetitions(); repetition++) {
            more = addRow(row) && octets + (octets - before) / (repetition + 1) <= BULK_OCTETS;
        }
        return response;
    }

    /** Adds the instances after these and steps on; false when nothing more fits or all columns have ended. */
    private boolean addRow(OID[] row) {
        boolean ended = true;
        for (int column = 0; column < row.length; column++) {
            var next = next(row[column]);
            if (!add(next)) {
                return false;
            }
            ended &= next.isException();
            row[column] = next.getOid();
        }
        return !ended;
    }

    private VariableBinding next(OID oid) {
        return view.next(oid).orElseGet(() -> new VariableBinding(oid, Null.endOfMibView));
    }

    private boolean add(VariableBinding binding) {
        octets += binding.getBERLength();
        if (octets > maxOctets) {
            return false;
        }
        response.add(binding);
        return true;
    }
}
