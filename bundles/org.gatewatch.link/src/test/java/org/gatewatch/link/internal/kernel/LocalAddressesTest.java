package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LocalAddressesTest {
    private static final InetAddress FOUR = NetlinkBytes.ip("192.0.2.1");
    private static final InetAddress SIX = NetlinkBytes.ip("2001:db8::1");

    private final LocalAddresses addresses = new LocalAddresses();

    @Test
    void keepsAnAddressThatAnotherInterfaceStillHas() {
        addresses.add(1, FOUR);
        addresses.add(2, FOUR);
        addresses.remove(1, FOUR);
        assertTrue(addresses.contains(FOUR));
        addresses.removeInterface(2);
        assertFalse(addresses.contains(FOUR));
    }

    @Test
    void countsAnAddressToldTwiceOnce() {
        assertTrue(addresses.add(1, FOUR));
        assertFalse(addresses.add(1, FOUR));
        assertTrue(addresses.remove(1, FOUR));
        assertFalse(addresses.contains(FOUR));
    }

    @Test
    void removesNothingThatIsNotThere() {
        assertFalse(addresses.remove(1, FOUR));
    }

    @Test
    void findsTheOldestOfAFamily() {
        addresses.add(1, SIX);
        addresses.add(1, FOUR);
        addresses.add(1, NetlinkBytes.ip("192.0.2.2"));
        assertEquals(Optional.of(FOUR), addresses.on(1, true));
        assertEquals(Optional.of(SIX), addresses.on(1, false));
        assertEquals(Optional.empty(), addresses.on(2, true));
    }
}
