package org.gatewatch.snmp.internal.agentx;

import java.util.List;
import org.snmp4j.smi.OID;

/**
 * What a subagent tells the master about itself.
 *
 * @param description for people
 * @param id what the subagent is
 * @param subtrees what it serves
 * @param capabilities what it adds to the master's {@code sysORTable}
 */
public record Introduction(String description, OID id, List<OID> subtrees, List<Capability> capabilities) {
    /** A row of {@code sysORTable}. */
    public record Capability(OID id, String description) {}
}
