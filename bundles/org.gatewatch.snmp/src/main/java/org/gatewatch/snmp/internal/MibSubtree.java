package org.gatewatch.snmp.internal;

import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Objects under one OID, in OID order; does not change as long as one request looks at it. */
interface MibSubtree {
    /** All objects are under it. */
    OID root();

    /** The value at exactly this OID, which is under the root; else {@code noSuchInstance} or {@code noSuchObject}. */
    Variable get(OID oid);

    /** The first instance whose OID sorts after the given one, which may be anywhere; empty after the last instance. */
    Optional<VariableBinding> next(OID oid);
}
