package org.gatewatch.mqtt.internal;

import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.mqtt.internal.record.Recorded;

/** How measurements are written. The gateway's status and events are JSON in any case. */
interface Format {
    String report(Recorded recorded);

    String state(ProbeStatus status);

    String monitor(MonitorStatus status);

    String connection(ConnectionStatus status);
}
