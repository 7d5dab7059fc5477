package org.gatewatch.snmp.internal.agentx;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.snmp.internal.MibView;
import org.gatewatch.snmp.internal.Served;
import org.gatewatch.snmp.internal.Writes;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.VariableBinding;

/** Answers the master's requests, each from one view. */
final class Answers {
    /** After this many octets GetBulk begins no further repetition: the master's own answer is far smaller. */
    private static final int BULK_OCTETS = 32_768;

    private static final int NO_ERROR = 0;
    private static final int NOT_OPEN = 257;
    private static final int UNSUPPORTED_CONTEXT = 262;
    private static final int PARSE_ERROR = 266;

    private final Served tables;
    private final PduWriter out;
    /** Between TestSet and CleanupSet; the master has one transaction with us at a time (section 7.2.4). */
    private Writes.Change change = Writes.Change.NONE;

    Answers(Served tables, PduWriter out) {
        this.tables = tables;
        this.out = out;
    }

    /**
     * The answer to one request.
     *
     * @return empty when it expects none
     */
    Optional<ByteBuffer> to(Pdu request, int session) {
        if (request.session() != session) {
            return Optional.of(error(request, NOT_OPEN, 0));
        }
        // section 7.2.3: we have registered nothing but in the default context
        if (request.isOfOtherContext()) {
            return Optional.of(error(request, UNSUPPORTED_CONTEXT, 0));
        }
        try {
            return ofType(request);
        } catch (ProtocolException e) {
            return Optional.of(error(request, PARSE_ERROR, 0));
        }
    }

    private Optional<ByteBuffer> ofType(Pdu request) throws ProtocolException {
        return switch (PduType.of(request.type()).orElse(PduType.RESPONSE)) {
            case GET -> Optional.of(get(request));
            case GET_NEXT -> Optional.of(getNext(request));
            case GET_BULK -> Optional.of(getBulk(request));
            case TEST_SET -> Optional.of(testSet(request));
            case COMMIT_SET ->
                Optional.of(error(request, change.commit() == NO_ERROR ? NO_ERROR : Writes.COMMIT_FAILED, 1));
            case UNDO_SET -> Optional.of(error(request, change.undo(), 1));
            case CLEANUP_SET -> {
                change = Writes.Change.NONE;
                yield Optional.empty();
            }
            case PING -> Optional.of(error(request, NO_ERROR, 0));
            default -> Optional.of(error(request, PARSE_ERROR, 0));
        };
    }

    private ByteBuffer testSet(Pdu request) throws ProtocolException {
        List<VariableBinding> bindings = new ArrayList<>();
        while (request.hasMore()) {
            bindings.add(request.binding());
        }
        var prepared = tables.writes().prepare(bindings);
        change = prepared.change();
        return error(request, prepared.error(), prepared.index());
    }

    private ByteBuffer error(Pdu request, int error, int index) {
        return out.begin(PduType.RESPONSE, request.session(), request.transaction(), request.packet())
                .number32(0)
                .number16(error)
                .number16(error == NO_ERROR ? 0 : index)
                .end();
    }

    private ByteBuffer get(Pdu request) throws ProtocolException {
        var view = tables.view().get();
        out.beginResponse(request);
        while (request.hasMore()) {
            var oid = request.range().start();
            out.binding(new VariableBinding(oid, view.get(oid)));
        }
        return out.end();
    }

    private ByteBuffer getNext(Pdu request) throws ProtocolException {
        var view = tables.view().get();
        out.beginResponse(request);
        while (request.hasMore()) {
            out.binding(next(view, request.range()));
        }
        return out.end();
    }

    private ByteBuffer getBulk(Pdu request) throws ProtocolException {
        var view = tables.view().get();
        int nonRepeaters = request.number();
        int repetitions = request.number();
        out.beginResponse(request);
        for (int single = 0; single < nonRepeaters && request.hasMore(); single++) {
            out.binding(next(view, request.range()));
        }
        List<Pdu.Range> row = new ArrayList<>();
        while (request.hasMore()) {
            row.add(request.range());
        }
        boolean more = !row.isEmpty();
        for (int repetition = 0; more && repetition < repetitions; repetition++) {
            more = addRow(view, row) && out.octets() < BULK_OCTETS;
        }
        return out.end();
    }

    /** Adds the instances after these and steps on; false when all have ended. */
    private boolean addRow(MibView view, List<Pdu.Range> row) {
        boolean ended = true;
        for (int column = 0; column < row.size(); column++) {
            var range = row.get(column);
            var next = next(view, range);
            out.binding(next);
            ended &= next.isException();
            row.set(column, new Pdu.Range(next.getOid(), false, range.end()));
        }
        return !ended;
    }

    /** Section 7.2.3.2. An empty end is no limit. */
    private static VariableBinding next(MibView view, Pdu.Range range) {
        if (range.include()) {
            var itself = new VariableBinding(range.start(), view.get(range.start()));
            if (!itself.isException()) {
                return itself;
            }
        }
        return view.next(range.start())
                .filter(found -> range.end().size() == 0 || found.getOid().compareTo(range.end()) < 0)
                .orElseGet(() -> new VariableBinding(range.start(), Null.endOfMibView));
    }
}
