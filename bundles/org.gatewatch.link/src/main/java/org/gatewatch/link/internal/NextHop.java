package org.gatewatch.link.internal;

import java.net.InetAddress;

/** Where a packet goes next: an address on an interface. */
record NextHop(int interfaceIndex, InetAddress address) {}
