package org.gatewatch.mqtt.internal.record;

import org.gatewatch.api.report.Report;

/**
 * A report on its way, with what tells it from all others.
 *
 * @param report what was measured
 * @param bootId of the run of the gateway's software that measured it, which may be an earlier one
 * @param serial its number in the queue
 * @param isHistorical whether it waited for the connection
 */
public record Recorded(Report report, String bootId, long serial, boolean isHistorical) {}
