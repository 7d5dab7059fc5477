/**
 * The running state. Three roles, each on its own thread and each the only writer of what it owns:
 *
 * <ul>
 *   <li>{@link org.gatewatch.monitor.internal.Sender} (scheduler) decides when a packet goes out and hands it to the
 *       probe's channel;
 *   <li>the link's capture thread hears answers;
 *   <li>{@link org.gatewatch.monitor.internal.Engine} (monitor) alone mutates windows, periods and verdicts.
 * </ul>
 *
 * The first two tell the third what happened through one {@link org.gatewatch.monitor.internal.EventRing}. Reports and
 * status changes leave through {@link org.gatewatch.monitor.internal.Notifier}. Nothing flows back.
 */
package org.gatewatch.monitor.internal;
