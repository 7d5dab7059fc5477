/** Work in progress. */
package org.gatewatch.snmp.internal;
