package org.gatewatch.snmp.internal.agentx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.gatewatch.snmp.internal.Served;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** One session with the master agent, from Open to Close. Used by one thread. */
final class Session {
    /** How long the master waits for an answer of ours, in seconds: its other OIDs need not wait longer. */
    private static final int MASTER_WAITS_SECONDS = 1;

    private static final int DEFAULT_PRIORITY = 127;
    private static final int REASON_SHUTDOWN = 5;
    private static final long RESPONSE_MILLIS = 5_000;

    private final MasterChannel master;
    private final PduWriter out = new PduWriter();
    private final Answers answers;
    private int id;
    private int lastPacket;

    Session(MasterChannel master, Served tables) {
        this.master = master;
        this.answers = new Answers(tables, out);
    }

    void open(Introduction us) throws IOException {
        int packet = ++lastPacket;
        out.begin(PduType.OPEN, 0, 0, packet)
                .number8(MASTER_WAITS_SECONDS)
                .number8(0)
                .number16(0);
        master.send(out.oid(us.id()).text(us.description()).end());
        var response = response(packet);
        accept("open", response.responseError());
        id = response.session();
        for (OID subtree : us.subtrees()) {
            packet = begin(PduType.REGISTER);
            out.number8(0).number8(DEFAULT_PRIORITY).number8(0).number8(0);
            master.send(out.oid(subtree).end());
            accept("register " + subtree, response(packet).responseError());
        }
        for (Introduction.Capability capability : us.capabilities()) {
            packet = begin(PduType.ADD_AGENT_CAPS);
            master.send(out.oid(capability.id()).text(capability.description()).end());
            accept("announce " + capability.description(), response(packet).responseError());
        }
    }

    private int begin(PduType type) {
        out.begin(type, id, 0, ++lastPacket);
        return lastPacket;
    }

    /** A predecessor of ours that was killed just now may still be registered: the next attempt succeeds. */
    private static void accept(String what, int error) throws IOException {
        if (error != 0) {
            throw new IOException("the master agent refuses to " + what + ": error " + error);
        }
    }

    /** Answers what the master asks, for at most so long; false when nothing came. */
    boolean serve(long millis) throws IOException {
        var pdu = master.receive(millis);
        if (pdu.isPresent()) {
            handle(pdu.get());
        }
        return pdu.isPresent();
    }

    private void handle(Pdu pdu) throws IOException {
        if (pdu.type() == PduType.CLOSE.number()) {
            throw new IOException("the master agent ended the session");
        }
        if (pdu.type() != PduType.RESPONSE.number()) {
            Optional<ByteBuffer> answer = answers.to(pdu, id);
            if (answer.isPresent()) {
                master.send(answer.get());
            }
        }
    }

    /** Waits for the answer to a request of ours, and answers the master's meanwhile. */
    private Pdu response(int packet) throws IOException {
        long deadlineNanos = System.nanoTime() + RESPONSE_MILLIS * 1_000_000;
        long leftNanos = deadlineNanos - System.nanoTime();
        while (leftNanos > 0) {
            var pdu = master.receive(leftNanos / 1_000_000);
            if (pdu.isPresent()) {
                if (pdu.get().type() == PduType.RESPONSE.number() && pdu.get().packet() == packet) {
                    return pdu.get();
                }
                handle(pdu.get());
            }
            leftNanos = deadlineNanos - System.nanoTime();
        }
        throw new IOException("the master agent does not answer");
    }

    /** Whether the master is still there. */
    void ping() throws IOException {
        int packet = begin(PduType.PING);
        master.send(out.end());
        accept("stay", response(packet).responseError());
    }

    /**
     * Has the master send a notification to whomever it is configured for.
     *
     * @param bindings the first is {@code snmpTrapOID.0}
     * @return whether the master takes it
     */
    boolean notify(List<VariableBinding> bindings) throws IOException {
        int packet = begin(PduType.NOTIFY);
        bindings.forEach(out::binding);
        master.send(out.end());
        return response(packet).responseError() == 0;
    }

    /** Says good-bye, so that the master forgets us at once. */
    void close() throws IOException {
        begin(PduType.CLOSE);
        master.send(out.number8(REASON_SHUTDOWN).number8(0).number16(0).end());
    }
}
