package org.gatewatch.distribution.lab;

import java.net.InetAddress;
import java.util.OptionalLong;

/**
 * An echo request that was seen on the wire.
 *
 * @param peer where it went
 * @param sentEpochNanos the kernel's stamp of the request
 * @param rttNanos stamp of the first reply minus that of the request; empty when none was seen
 */
record Echo(InetAddress peer, long sentEpochNanos, OptionalLong rttNanos) {}
