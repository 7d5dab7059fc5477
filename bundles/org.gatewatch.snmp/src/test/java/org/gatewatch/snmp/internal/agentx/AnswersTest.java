package org.gatewatch.snmp.internal.agentx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.gatewatch.snmp.internal.MibView;
import org.gatewatch.snmp.internal.OneProbe;
import org.gatewatch.snmp.internal.Served;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** PDUs that a master may send, and some that none should. */
class AnswersTest {
    private static final int SESSION = 7;
    private static final int MUTANTS = 100_000;

    private final MibView view = OneProbe.view();
    private final Answers answers = new Answers(Served.readOnly(() -> view), new PduWriter());

    @Test
    void answersGet() throws ProtocolException {
        var expected = response(new PduWriter(), new VariableBinding(OneProbe.FIRST, new Gauge32(0)));

        assertArrayEquals(expected, answer(request(PduType.GET, ranges(OneProbe.FIRST, false, new OID()))));
    }

    /** The flag of its header says how a master writes numbers; ours says how we do. */
    @Test
    void readsLittleEndianMasters() throws ProtocolException {
        byte[] big = request(PduType.GET, ranges(OneProbe.FIRST, false, new OID()));
        var little = ByteBuffer.allocate(big.length).order(ByteOrder.LITTLE_ENDIAN);
        var from = ByteBuffer.wrap(big);
        little.put(from.get()).put(from.get()).put((byte) (from.get() & ~Pdu.NETWORK_BYTE_ORDER));
        little.put(from.get());
        for (int number = 0; number < 4; number++) {
            little.putInt(from.getInt());
        }
        // both OIDs: 4 octets one by one, then numbers
        for (int oid = 0; oid < 2; oid++) {
            int count = from.get(from.position());
            for (int octet = 0; octet < 4; octet++) {
                little.put(from.get());
            }
            for (int number = 0; number < count; number++) {
                little.putInt(from.getInt());
            }
        }

        assertArrayEquals(answer(big), answer(little.array()));
    }

    @Test
    void includesTheStartWhereItIsTold() throws ProtocolException {
        var expected = response(new PduWriter(), new VariableBinding(OneProbe.FIRST, new Gauge32(0)));

        assertArrayEquals(expected, answer(request(PduType.GET_NEXT, ranges(OneProbe.FIRST, true, new OID()))));
    }

    @Test
    void endsBeforeTheEndOfTheRange() throws ProtocolException {
        var answer = answer(request(PduType.GET_NEXT, ranges(OneProbe.PING, false, OneProbe.FIRST)));

        // the first binding's type: endOfMibView
        assertEquals(130, ByteBuffer.wrap(answer).getShort(Pdu.HEADER_OCTETS + 8));
    }

    @Test
    void refusesAnotherContextSessionAndEveryWrite() throws ProtocolException {
        byte[] context = request(PduType.GET, ranges(OneProbe.FIRST, false, new OID()));
        context[2] |= Pdu.NON_DEFAULT_CONTEXT;
        byte[] session = request(PduType.GET, ranges(OneProbe.FIRST, false, new OID()));
        session[7] = 1;

        assertEquals(262, error(answer(context)));
        assertEquals(257, error(answer(session)));
        assertEquals(6, error(answer(request(PduType.TEST_SET, new byte[0]))));
        assertEquals(Optional.empty(), answers.to(pdu(request(PduType.CLEANUP_SET, new byte[0])), SESSION));
    }

    @Test
    void bulkOfManyRepetitionsIsBounded() throws ProtocolException {
        var body = ByteBuffer.allocate(4 + 2_000);
        body.putShort((short) 0).putShort((short) -1);
        body.put(ranges(OneProbe.PING, false, new OID()));
        var exact = new byte[body.position()];
        body.flip().get(exact);

        assertTrue(answer(request(PduType.GET_BULK, exact)).length < 64_000);
    }

    /** Always the same ones. */
    @Test
    void answersOrRefusesWhateverComes() throws ProtocolException {
        var random = new Random(20261121);
        byte[] seed = request(PduType.GET_NEXT, ranges(OneProbe.PING, false, new OID("1.3.6.1.2.1.81")));
        for (int sent = 0; sent < MUTANTS; sent++) {
            byte[] mutant = seed.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            try {
                answers.to(pdu(mutant), SESSION);
            } catch (ProtocolException e) {
                // the header: the stream is broken and the session ends
                assertTrue(e.getMessage().startsWith("AgentX "), e.getMessage());
            }
        }
        assertEquals(0, error(answer(seed)));
    }

    private byte[] answer(byte[] request) throws ProtocolException {
        return bytes(answers.to(pdu(request), SESSION).orElseThrow());
    }

    private static int error(byte[] response) {
        return ByteBuffer.wrap(response).getShort(Pdu.HEADER_OCTETS + 4);
    }

    private static Pdu pdu(byte[] octets) throws ProtocolException {
        var header = ByteBuffer.wrap(octets, 0, Pdu.HEADER_OCTETS).slice();
        int length = Math.min(octets.length - Pdu.HEADER_OCTETS, Pdu.payloadOctets(header));
        return Pdu.of(header, ByteBuffer.wrap(octets, Pdu.HEADER_OCTETS, length).slice());
    }

    private static byte[] request(PduType type, byte[] body) {
        var head = bytes(new PduWriter().begin(type, SESSION, 11, 12).end());
        var whole = ByteBuffer.allocate(head.length + body.length).put(head).put(body);
        return whole.putInt(16, body.length).array();
    }

    private static byte[] response(PduWriter out, VariableBinding binding) {
        out.begin(PduType.RESPONSE, SESSION, 11, 12).number32(0).number16(0).number16(0);
        return bytes(out.binding(binding).end());
    }

    private static byte[] ranges(OID start, boolean include, OID end) {
        var whole = bytes(
                new PduWriter().begin(PduType.GET, 0, 0, 0).oid(start).oid(end).end());
        byte[] body = Arrays.copyOfRange(whole, Pdu.HEADER_OCTETS, whole.length);
        body[2] = (byte) (include ? 1 : 0);
        return body;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
