/**
 * The SNMP agent. {@link org.gatewatch.snmp.internal.SnmpAgent} is the component; it collects reports in a
 * {@code ProbeStore}, from which an immutable {@code MibView} is made at the first request after a change. Front ends
 * see nothing but a {@code MibView}: {@code Responder} serves it with SNMP4J on a UDP port of our own. SNMP4J
 * is used for messages, security and values; its agent library is not, because it leaves a GETBULK request unanswered
 * whose first row is too long, and spends most of its time on recomputing lengths (measured).
 */
package org.gatewatch.snmp.internal;
