/**
 * AgentX (RFC 2741) with nothing but the JDK: the front end that hands our tables to the snmpd of this host. Numbers and
 * section references are those of the RFC.
 */
package org.gatewatch.snmp.internal.agentx;
