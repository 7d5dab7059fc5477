package org.gatewatch.snmp.internal.agentx;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * One received PDU.
 *
 * @param type {@code h.type}
 * @param flags {@code h.flags}
 * @param session {@code h.sessionID}
 * @param transaction {@code h.transactionID}
 * @param packet {@code h.packetID}
 * @param payload what follows the header, in the byte order of its sender
 */
record Pdu(int type, int flags, int session, int transaction, int packet, ByteBuffer payload) {
    static final int VERSION = 1;
    static final int HEADER_OCTETS = 20;
    static final int NON_DEFAULT_CONTEXT = 0x08;
    static final int NETWORK_BYTE_ORDER = 0x10;
    /** What no master sends: larger is a broken stream. */
    static final int MAX_PAYLOAD_OCTETS = 1 << 20;

    private static final int[] INTERNET = {1, 3, 6, 1};
    private static final int MAX_SUB_IDS = 128;

    /** A search range (section 5.2). */
    record Range(OID start, boolean include, OID end) {}

    /** Reads the header, and tells how long the payload is. */
    static int payloadOctets(ByteBuffer header) throws ProtocolException {
        if (header.get(0) != VERSION) {
            throw new ProtocolException("AgentX version " + header.get(0) + " instead of 1");
        }
        int octets = header.order(order(header.get(2))).getInt(16);
        if (octets < 0 || octets > MAX_PAYLOAD_OCTETS || octets % 4 != 0) {
            throw new ProtocolException("AgentX payload of " + Integer.toUnsignedString(octets) + " octets");
        }
        return octets;
    }

    static Pdu of(ByteBuffer header, ByteBuffer payload) {
        int flags = header.get(2);
        header.order(order(flags));
        return new Pdu(
                Byte.toUnsignedInt(header.get(1)),
                flags,
                header.getInt(4),
                header.getInt(8),
                header.getInt(12),
                payload.order(order(flags)));
    }

    private static ByteOrder order(int flags) {
        return (flags & NETWORK_BYTE_ORDER) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    boolean isOfOtherContext() {
        return (flags & NON_DEFAULT_CONTEXT) != 0;
    }

    boolean hasMore() {
        return payload.hasRemaining();
    }

    /** {@code res.error}, after {@code res.sysUpTime}. */
    int responseError() {
        return Short.toUnsignedInt(payload.getShort(4));
    }

    Range range() throws ProtocolException {
        boolean include = payload.remaining() > 2 && payload.get(payload.position() + 2) != 0;
        return new Range(oid(), include, oid());
    }

    /** Section 5.1. */
    private OID oid() throws ProtocolException {
        require(4);
        int count = Byte.toUnsignedInt(payload.get());
        int prefix = Byte.toUnsignedInt(payload.get());
        payload.getShort(); // include, reserved
        require(4 * count);
        int head = prefix == 0 ? 0 : INTERNET.length + 1;
        if (head + count > MAX_SUB_IDS) {
            throw new ProtocolException("AgentX OID of " + (head + count) + " numbers");
        }
        int[] ids = new int[head + count];
        if (prefix != 0) {
            System.arraycopy(INTERNET, 0, ids, 0, INTERNET.length);
            ids[INTERNET.length] = prefix;
        }
        for (int at = head; at < ids.length; at++) {
            ids[at] = payload.getInt();
        }
        return new OID(ids);
    }

    /** Section 5.4, as a manager sets it. */
    VariableBinding binding() throws ProtocolException {
        int type = number();
        number(); // reserved
        var oid = oid();
        return new VariableBinding(oid, value(type));
    }

    private Variable value(int type) throws ProtocolException {
        return switch (type) {
            case SMIConstants.SYNTAX_INTEGER32 -> new Integer32(number32());
            case SMIConstants.SYNTAX_COUNTER32 -> new Counter32(Integer.toUnsignedLong(number32()));
            case SMIConstants.SYNTAX_GAUGE32 -> new Gauge32(Integer.toUnsignedLong(number32()));
            case SMIConstants.SYNTAX_TIMETICKS -> new TimeTicks(Integer.toUnsignedLong(number32()));
            case SMIConstants.SYNTAX_COUNTER64 ->
                new Counter64((long) number32() << 32 | Integer.toUnsignedLong(number32()));
            case SMIConstants.SYNTAX_OBJECT_IDENTIFIER -> oid();
            case SMIConstants.SYNTAX_OCTET_STRING, SMIConstants.SYNTAX_IPADDRESS, SMIConstants.SYNTAX_OPAQUE ->
                new OctetString(octets());
            case SMIConstants.SYNTAX_NULL -> new Null();
            default -> throw new ProtocolException("AgentX value of type " + type);
        };
    }

    /** Section 5.3. */
    private byte[] octets() throws ProtocolException {
        int length = number32();
        int padded = (length + 3) & ~3;
        if (length < 0 || length > MAX_PAYLOAD_OCTETS) {
            throw new ProtocolException("AgentX octet string of " + Integer.toUnsignedString(length) + " octets");
        }
        require(padded);
        byte[] octets = new byte[length];
        payload.get(octets).position(payload.position() + padded - length);
        return octets;
    }

    private int number32() throws ProtocolException {
        require(4);
        return payload.getInt();
    }

    /** Unsigned 16 bits. */
    int number() throws ProtocolException {
        require(2);
        return Short.toUnsignedInt(payload.getShort());
    }

    private void require(int octets) throws ProtocolException {
        if (payload.remaining() < octets) {
            throw new ProtocolException("AgentX PDU of type " + type + " ends early");
        }
    }
}
