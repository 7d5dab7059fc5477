/**
 * The door for those who read Cloud Eye's metrics of namespace {@code SYS.VPN}: what connection monitors and tunnel probes
 * measured, out of the history.
 */
package org.gatewatch.http.internal.ces;
