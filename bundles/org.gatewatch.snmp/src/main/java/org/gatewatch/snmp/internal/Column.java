package org.gatewatch.snmp.internal;

import java.util.function.Function;
import org.snmp4j.smi.Variable;

/**
 * One column of a table.
 *
 * @param number its sub-identifier
 * @param name its name in the MIB, for people who read the code
 * @param value its value in a row; always of the same type
 */
record Column<T>(int number, String name, Function<T, Variable> value) {}
