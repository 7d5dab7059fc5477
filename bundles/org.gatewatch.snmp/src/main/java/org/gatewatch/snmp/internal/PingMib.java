package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/** Names and numbers of DISMAN-PING-MIB (RFC 4560) and of the textual conventions it uses. */
final class PingMib {
    static final OID ROOT = new OID("1.3.6.1.2.1.80");
    static final OID MAX_CONCURRENT_REQUESTS = new OID("1.3.6.1.2.1.80.1.1");
    static final OID CTL_ENTRY = new OID("1.3.6.1.2.1.80.1.2.1");
    static final OID RESULTS_ENTRY = new OID("1.3.6.1.2.1.80.1.3.1");
    static final OID HISTORY_ENTRY = new OID("1.3.6.1.2.1.80.1.4.1");
    /** {@code pingIcmpEcho}, a value of {@code pingCtlType}. */
    static final OID ICMP_ECHO = new OID("1.3.6.1.2.1.80.3.1");
    /** {@code pingTcpConnectionAttempt}, another. */
    static final OID TCP_CONNECTION_ATTEMPT = new OID("1.3.6.1.2.1.80.3.4");

    /** Largest owner index and test name, in octets. */
    static final int MAX_NAME_OCTETS = 32;

    static final int MAX_PROBE_COUNT = 15;
    static final int MAX_TIMEOUT_SECONDS = 60;
    /** Largest {@code SnmpAdminString}, in octets. */
    static final int MAX_TEXT_OCTETS = 255;

    /** {@code pingCtlAdminStatus}, {@code pingResultsOperStatus}. */
    static final int ENABLED = 1;

    static final int DISABLED = 2;
    /** {@code pingResultsOperStatus} alone. */
    static final int COMPLETED = 3;
    /** {@code StorageType}. */
    static final int STORAGE_NON_VOLATILE = 3;

    static final int STORAGE_READ_ONLY = 5;
    /** {@code RowStatus}. */
    static final int ROW_ACTIVE = 1;

    static final int ROW_CREATE_AND_GO = 4;
    static final int ROW_CREATE_AND_WAIT = 5;
    static final int ROW_DESTROY = 6;
    /** {@code TruthValue}. */
    static final int FALSE = 2;

    private PingMib() {}

    static OID column(OID entry, int number) {
        return new OID(entry).append(number);
    }

    /** The whole MIB over one snapshot. */
    static List<MibView.Subtree> of(SortedRows<ProbeRow> rows, NotificationPolicy policy) {
        // 0: as many at once as there are probes
        var noLimit =
                new Scalars(MAX_CONCURRENT_REQUESTS, Map.of(MAX_CONCURRENT_REQUESTS, () -> SnmpValues.unsigned(0)));
        return List.of(noLimit, PingCtlTable.of(rows, policy), PingResultsTable.of(rows), PingHistoryTable.of(rows));
    }

    /** {@code OperationResponseStatus}, as far as a period can end in it. */
    enum ResponseStatus {
        RESPONSE_RECEIVED(1),
        UNKNOWN(2),
        INTERNAL_ERROR(3),
        REQUEST_TIMED_OUT(4),
        NO_ROUTE_TO_TARGET(6),
        INTERFACE_INACTIVE_TO_TARGET(7),
        ARP_FAILURE(8),
        UNABLE_TO_RESOLVE_DNS_NAME(10);

        private final int number;

        ResponseStatus(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static ResponseStatus of(int number) {
            for (ResponseStatus status : values()) {
                if (status.number == number) {
                    return status;
                }
            }
            throw new IllegalArgumentException("OperationResponseStatus " + number);
        }
    }
}
