/**
 * What the IKE daemon of this host knows: strongSwan's VICI protocol, as far as {@code list-sas} needs it. Reading the
 * kernel's own list would take {@code CAP_NET_ADMIN}.
 */
package org.gatewatch.snmp.internal.ike;
