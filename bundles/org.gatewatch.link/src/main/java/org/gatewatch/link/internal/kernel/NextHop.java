package org.gatewatch.link.internal.kernel;

import java.net.InetAddress;

/** Where a packet goes next: an address on an interface. */
public record NextHop(int interfaceIndex, InetAddress address) {}
