package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Somebody who has the keys of a user, and authenticates and encrypts whatever it is given. */
final class KeyHolder {
    /** msgID, msgMaxSize 16384, authPriv and reportable, USM. */
    private static final byte[] HEADER = HexFormat.of().parseHex("301002044badcafe0202400004010702" + "0103");

    private final byte[] engineId;
    private final OctetString user;
    private final USM usm;

    KeyHolder(EngineState engine, UserKeys keys) {
        engineId = HexFormat.of().parseHex(engine.engineId());
        user = new OctetString(keys.user().name());
        usm = new USM(SnmpEngine.protocols(), new OctetString("a key holder"), 0, new CounterSupport());
        usm.addLocalizedUser(
                engineId,
                user,
                keys.user().auth().id(),
                keys.authKey().getValue(),
                keys.user().priv().id(),
                keys.privKey().getValue());
        usm.getTimeTable().addEntry(new UsmTimeEntry(new OctetString(engineId), engine.boots(), 0));
    }

    /** What is encrypted, without the header of its sequence: a request for objects of the engine. */
    byte[] scoped(int type, String... oids) {
        var pdu = new ScopedPDU();
        pdu.setType(type);
        pdu.setContextEngineID(new OctetString(engineId));
        if (type == PDU.GETBULK) {
            pdu.setMaxRepetitions(30_000);
        }
        for (String oid : oids) {
            pdu.add(new VariableBinding(new OID(oid)));
        }
        try {
            var out = new BEROutputStream(ByteBuffer.allocate(pdu.getBERLength()));
            pdu.encodeBER(out);
            byte[] whole = out.getBuffer().array();
            var in = new BERInputStream(ByteBuffer.wrap(whole));
            BER.decodeHeader(in, new BER.MutableByte());
            return Arrays.copyOfRange(whole, (int) in.getPosition(), whole.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole message around it, whatever it is; of what is encrypted only the length of its sequence must be right. */
    byte[] secured(byte[] scoped) {
        var whole = new BEROutputStream();
        try {
            var sequence = new BEROutputStream(ByteBuffer.allocate(scoped.length + 8));
            BER.encodeHeader(sequence, BER.SEQUENCE, scoped.length);
            sequence.write(scoped);
            sequence.getBuffer().flip();
            assertEquals(SnmpConstants.SNMPv3_USM_OK, secure(new BERInputStream(sequence.getBuffer()), whole));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.getBuffer().array();
    }

    private int secure(BERInputStream scoped, BEROutputStream whole) throws IOException {
        var nowhere = new TransportStateReference(
                null,
                new UdpAddress("127.0.0.1/161"),
                null,
                SecurityLevel.authPriv,
                SecurityLevel.authPriv,
                false,
                null);
        return usm.generateRequestMessage(
                SnmpConstants.version3,
                HEADER,
                UdpTransport.MAX_MESSAGE_OCTETS,
                SecurityModel.SECURITY_MODEL_USM,
                engineId,
                user.getValue(),
                SecurityLevel.AUTH_PRIV,
                scoped,
                usm.newSecurityParametersInstance(),
                whole,
                nowhere,
                usm.newSecurityStateReference());
    }
}
