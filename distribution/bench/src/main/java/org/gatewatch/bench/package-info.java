/** Measures how true to the wire the shipped bundles are; run by {@code accuracy.sh}. */
package org.gatewatch.bench;
