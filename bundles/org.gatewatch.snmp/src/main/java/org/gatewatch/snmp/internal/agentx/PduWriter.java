package org.gatewatch.snmp.internal.agentx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Writes one PDU after the other, in network byte order, each over the one before. */
final class PduWriter {
    private static final int FIRST_OCTETS = 16_384;
    private static final int PREFIX_SUB_IDS = 5;
    private static final int MAX_PREFIX = 255;

    private ByteBuffer out = ByteBuffer.allocate(FIRST_OCTETS);

    PduWriter begin(PduType type, int session, int transaction, int packet) {
        out.clear();
        return number8(Pdu.VERSION)
                .number8(type.number())
                .number8(Pdu.NETWORK_BYTE_ORDER)
                .number8(0)
                .number32(session)
                .number32(transaction)
                .number32(packet)
                .number32(0);
    }

    /** An answer without an error so far. */
    PduWriter beginResponse(Pdu request) {
        return begin(PduType.RESPONSE, request.session(), request.transaction(), request.packet())
                .number32(0)
                .number16(0)
                .number16(0);
    }

    /** What has been written, ready to be sent. */
    ByteBuffer end() {
        out.putInt(16, out.position() - Pdu.HEADER_OCTETS);
        return out.flip();
    }

    int octets() {
        return out.position();
    }

    PduWriter number8(int value) {
        room(1).put((byte) value);
        return this;
    }

    PduWriter number16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    PduWriter number32(int value) {
        room(4).putInt(value);
        return this;
    }

    PduWriter text(String text) {
        return octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Section 5.3. */
    private PduWriter octets(byte[] value) {
        number32(value.length);
        room(value.length + 3).put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    /** Section 5.1; the include field is 0, as everywhere but in search ranges. */
    PduWriter oid(OID oid) {
        int[] ids = oid.getValue();
        int head = isShort(ids) ? PREFIX_SUB_IDS : 0;
        number8(ids.length - head)
                .number8(head == 0 ? 0 : ids[PREFIX_SUB_IDS - 1])
                .number16(0);
        room(4 * ids.length);
        for (int at = head; at < ids.length; at++) {
            out.putInt(ids[at]);
        }
        return this;
    }

    private static boolean isShort(int... ids) {
        return ids.length >= PREFIX_SUB_IDS
                && ids[0] == 1
                && ids[1] == 3
                && ids[2] == 6
                && ids[3] == 1
                && ids[4] > 0
                && ids[4] <= MAX_PREFIX;
    }

    /** Section 5.4. SNMP4J numbers types and exceptions as AgentX does. */
    PduWriter binding(VariableBinding binding) {
        Variable value = binding.getVariable();
        number16(value.getSyntax()).number16(0).oid(binding.getOid());
        return switch (value.getSyntax()) {
            case SMIConstants.SYNTAX_INTEGER32 -> number32(value.toInt());
            case SMIConstants.SYNTAX_COUNTER32, SMIConstants.SYNTAX_GAUGE32, SMIConstants.SYNTAX_TIMETICKS ->
                number32((int) value.toLong());
            case SMIConstants.SYNTAX_COUNTER64 ->
                number32((int) (value.toLong() >>> 32)).number32((int) value.toLong());
            case SMIConstants.SYNTAX_OCTET_STRING -> octets(((OctetString) value).getValue());
            case SMIConstants.SYNTAX_OBJECT_IDENTIFIER -> oid((OID) value);
            case SMIConstants.SYNTAX_IPADDRESS -> octets(((IpAddress) value).toByteArray());
            // noSuchObject, noSuchInstance, endOfMibView
            default -> this;
        };
    }

    private ByteBuffer room(int octets) {
        if (out.remaining() < octets) {
            out = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + octets))
                    .put(out.flip());
        }
        return out;
    }
}
