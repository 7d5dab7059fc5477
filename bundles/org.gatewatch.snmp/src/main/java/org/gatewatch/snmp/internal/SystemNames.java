package org.gatewatch.snmp.internal;

/**
 * How the agent introduces itself in MIB-II's system group.
 *
 * @param description {@code sysDescr}
 * @param name {@code sysName}
 * @param contact {@code sysContact}
 * @param location {@code sysLocation}
 */
record SystemNames(String description, String name, String contact, String location) {}
