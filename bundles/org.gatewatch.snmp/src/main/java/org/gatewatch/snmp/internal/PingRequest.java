package org.gatewatch.snmp.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.gatewatch.api.ProbeId;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * The columns of one row of {@code pingCtlTable} that a manager sets, each of its type and within its range.
 *
 * @param row the row's index
 * @param id of the probe that the row is, or is to be
 * @param values by number of the column
 * @param positions of the columns in the request, from 1
 */
record PingRequest(OID row, ProbeId id, Map<Integer, Variable> values, Map<Integer, Integer> positions) {
    static final int TARGET_TYPE = 3;
    static final int TARGET = 4;
    static final int DATA_SIZE = 5;
    static final int TIMEOUT = 6;
    static final int PROBE_COUNT = 7;
    static final int ADMIN_STATUS = 8;
    static final int FREQUENCY = 10;
    static final int MAX_ROWS = 11;
    static final int STORAGE_TYPE = 12;
    static final int TYPE = 16;
    static final int SOURCE_TYPE = 18;
    static final int SOURCE = 19;
    static final int DS_FIELD = 22;
    static final int ROW_STATUS = 23;

    private static final int MAX_FREQUENCY_SECONDS = 3_600;
    private static final int MAX_COLUMN = 23;
    /** What a monitor may be called. */
    private static final Pattern OWNER = Pattern.compile("[a-zA-Z0-9_-]{1," + PingMib.MAX_NAME_OCTETS + "}");

    /** Why a request is refused. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int error;
        private final int index;

        /**
         * @param error status of SNMP
         * @param index of the binding, from 1
         */
        RefusedException(int error, int index) {
            super("error " + error + " at " + index, null, false, false);
            this.error = error;
            this.index = index;
        }

        Writes.Prepared refusal() {
            return Writes.Prepared.refused(error, index);
        }
    }

    /** Reads a request, which must be about one row: what is done to several could not be undone as a whole. */
    static PingRequest of(List<VariableBinding> bindings) throws RefusedException {
        Map<Integer, Variable> values = new HashMap<>();
        Map<Integer, Integer> positions = new HashMap<>();
        Optional<OID> row = Optional.empty();
        for (int position = 1; position <= bindings.size(); position++) {
            var oid = bindings.get(position - 1).getOid();
            int column = column(oid, position);
            var index =
                    new OID(oid.getValue(), PingMib.CTL_ENTRY.size() + 1, oid.size() - PingMib.CTL_ENTRY.size() - 1);
            if (row.isPresent() && !row.get().equals(index)) {
                throw new RefusedException(PDU.resourceUnavailable, position);
            }
            row = Optional.of(index);
            var value = bindings.get(position - 1).getVariable();
            check(column, value, position);
            values.put(column, value);
            positions.put(column, position);
        }
        if (row.isEmpty()) {
            throw new RefusedException(PDU.genErr, 0);
        }
        return new PingRequest(row.get(), id(row.get()), values, positions);
    }

    private static int column(OID oid, int position) throws RefusedException {
        if (!oid.startsWith(PingMib.CTL_ENTRY) || oid.size() < PingMib.CTL_ENTRY.size() + 2) {
            throw new RefusedException(PDU.noAccess, position);
        }
        int column = oid.get(PingMib.CTL_ENTRY.size());
        if (column < TARGET_TYPE || column > MAX_COLUMN) {
            throw new RefusedException(PDU.noCreation, position);
        }
        return column;
    }

    /** Two names with their lengths before them. */
    private static ProbeId id(OID row) throws RefusedException {
        var octets = ByteBuffer.allocate(row.size());
        for (int id : row.getValue()) {
            octets.put((byte) id);
        }
        octets.flip();
        String owner = name(octets);
        String test = name(octets);
        boolean isByte = Arrays.stream(row.getValue()).allMatch(id -> id >= 0 && id <= 0xFF);
        if (!isByte || octets.hasRemaining() || !OWNER.matcher(owner).matches()) {
            throw new RefusedException(PDU.noCreation, 1);
        }
        return new ProbeId(owner, test);
    }

    private static String name(ByteBuffer octets) throws RefusedException {
        int length = octets.hasRemaining() ? Byte.toUnsignedInt(octets.get()) : 0;
        if (length == 0 || length > PingMib.MAX_NAME_OCTETS || length > octets.remaining()) {
            throw new RefusedException(PDU.noCreation, 1);
        }
        var name = octets.slice(octets.position(), length);
        octets.position(octets.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException e) {
            // the MIB's names are UTF-8
            throw new RefusedException(PDU.noCreation, 1);
        }
    }

    private static void check(int column, Variable value, int position) throws RefusedException {
        switch (column) {
            case TARGET_TYPE, SOURCE_TYPE, ADMIN_STATUS, STORAGE_TYPE, ROW_STATUS ->
                requireType(value, SMIConstants.SYNTAX_INTEGER32, position);
            case DATA_SIZE, TIMEOUT, PROBE_COUNT, FREQUENCY, MAX_ROWS, DS_FIELD ->
                requireType(value, SMIConstants.SYNTAX_GAUGE32, position);
            case TARGET, SOURCE -> requireType(value, SMIConstants.SYNTAX_OCTET_STRING, position);
            case TYPE -> requireType(value, SMIConstants.SYNTAX_OBJECT_IDENTIFIER, position);
            default -> throw new RefusedException(PDU.notWritable, position);
        }
        if (!isAllowed(column, value)) {
            throw new RefusedException(PDU.wrongValue, position);
        }
    }

    private static void requireType(Variable value, int syntax, int position) throws RefusedException {
        if (value.getSyntax() != syntax) {
            throw new RefusedException(PDU.wrongType, position);
        }
    }

    private static boolean isAllowed(int column, Variable value) {
        return switch (column) {
            case TIMEOUT -> isBetween(value, 1, PingMib.MAX_TIMEOUT_SECONDS);
            case PROBE_COUNT -> isBetween(value, 1, PingMib.MAX_PROBE_COUNT);
            case FREQUENCY -> isBetween(value, 0, MAX_FREQUENCY_SECONDS);
            case ADMIN_STATUS -> isBetween(value, PingMib.ENABLED, PingMib.DISABLED);
            case STORAGE_TYPE -> value.toInt() == PingMib.STORAGE_NON_VOLATILE;
            case TYPE -> value.equals(PingMib.ICMP_ECHO);
            // the lowest two bits are not ours (RFC 3168)
            case DS_FIELD -> isBetween(value, 0, 0xFF) && value.toLong() % 4 == 0;
            case ROW_STATUS ->
                isBetween(value, PingMib.ROW_ACTIVE, PingMib.ROW_DESTROY)
                        && value.toInt() != PingMib.ROW_CREATE_AND_WAIT;
            default -> true;
        };
    }

    private static boolean isBetween(Variable value, long min, long max) {
        return value.toLong() >= min && value.toLong() <= max;
    }

    boolean has(int column) {
        return values.containsKey(column);
    }

    /** What is set, or the MIB's default. */
    long number(int column, long otherwise) {
        return has(column) ? values.get(column).toLong() : otherwise;
    }

    byte[] octets(int column) {
        return ((OctetString) values.get(column)).getValue();
    }

    OptionalInt rowStatus() {
        return has(ROW_STATUS) ? OptionalInt.of(values.get(ROW_STATUS).toInt()) : OptionalInt.empty();
    }

    RefusedException refused(int error, int column) {
        return new RefusedException(error, positions.getOrDefault(column, 1));
    }
}
