/**
 * The words of the house. Code, configuration files, SNMP objects and MQTT fields use them with these meanings.
 *
 * <p>The <b>gateway</b> is this host, the <b>customer gateway</b> its peer; a {@link org.gatewatch.api.VpnConnection}
 * is the pair. The <b>link</b> is the path between their outer addresses, the <b>tunnel</b> the path through the IPsec
 * SA.
 *
 * <p>A {@link org.gatewatch.api.Monitor} is a named group of {@link org.gatewatch.api.Probe}s with one aggregation
 * period and tags. A probe sends one packet per interval from a source to a destination. A <b>sample</b> is the fate of
 * one such packet: exactly one {@link org.gatewatch.api.Outcome}. What one probe measured in one aggregation period is
 * a {@link org.gatewatch.api.report.Report}; it is immutable and exists only once the last sample of its period is
 * decided, so nobody ever sees half a period.
 *
 * <p>{@link org.gatewatch.api.LifecycleState} says whether Gatewatch itself works for a probe; an operator acts on
 * {@code ERROR}. {@link org.gatewatch.api.Health} says how the path does; an operator acts on {@code DEGRADED} and
 * {@code DOWN}, and {@link org.gatewatch.api.Cause} says where to look first.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
