package org.gatewatch.snmp.internal;

import org.snmp4j.smi.OID;

/** One row of every table, for tests of other packages. */
public final class OneProbe {
    public static final OID PING = PingMib.ROOT;
    /** {@code pingMaxConcurrentRequests.0}, the first instance. */
    public static final OID FIRST = new OID(PingMib.MAX_CONCURRENT_REQUESTS).append(0);

    private OneProbe() {}

    public static MibView view() {
        return Samples.everything();
    }
}
