package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.gatewatch.link.internal.KernelTables.Device;
import org.gatewatch.link.internal.KernelTables.NextHop;
import org.junit.jupiter.api.Test;

final class KernelTablesTest {
    private static final int REACHABLE = 2;
    private static final int STALE = 4;
    private static final int FAILED = 0x20;
    private static final String MAC = "020000000001";

    private final KernelTables tables = new KernelTables();

    private boolean neighbour(int type, int state, String mac) throws UnknownHostException {
        return tables.accept(
                NetlinkBytes.neighbour(type, 3, "192.0.2.1", state, mac).message());
    }

    @Test
    void readsAnInterface() {
        tables.accept(NetlinkBytes.device(3, "wan0", 0x41, 1, MAC).message());
        Device device = tables.device("wan0").orElseThrow();
        assertEquals(tables.device(3).orElseThrow(), device);
        assertEquals(1400, device.mtuBytes());
        assertEquals(1, device.hardwareType());
        assertEquals(MAC, java.util.HexFormat.of().formatHex(device.mac().bytes()));
        assertTrue(device.running() && device.usesNeighbours());
    }

    @Test
    void callsAnInterfaceWithoutCarrierDown() {
        tables.accept(NetlinkBytes.device(3, "wan0", 0x1, 1, MAC).message());
        assertFalse(tables.device(3).orElseThrow().running());
    }

    @Test
    void knowsNoMacOfATunnel() {
        tables.accept(NetlinkBytes.device(4, "ipsec0", 0xc1, 0xfffe, "").message());
        assertEquals(0, tables.device(4).orElseThrow().mac().length());
        assertFalse(tables.device(4).orElseThrow().usesNeighbours());
    }

    @Test
    void noticesNewOtherAndLostNeighboursOnly() throws UnknownHostException {
        assertTrue(neighbour(NetlinkMessage.NEW_NEIGHBOUR, REACHABLE, MAC));
        assertFalse(neighbour(NetlinkMessage.NEW_NEIGHBOUR, STALE, MAC), "only aged");
        assertTrue(neighbour(NetlinkMessage.NEW_NEIGHBOUR, REACHABLE, "020000000002"));
        assertTrue(neighbour(NetlinkMessage.NEW_NEIGHBOUR, FAILED, ""));
        assertFalse(neighbour(NetlinkMessage.NEW_NEIGHBOUR, FAILED, ""), "still lost");
        assertFalse(neighbour(NetlinkMessage.DELETE_NEIGHBOUR, FAILED, ""), "was lost before");
    }

    @Test
    void noticesADeletedNeighbour() throws UnknownHostException {
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, STALE, MAC);
        assertTrue(neighbour(NetlinkMessage.DELETE_NEIGHBOUR, STALE, MAC));
        assertTrue(tables.neighbour(new NextHop(3, InetAddress.getByName("192.0.2.1")))
                .isEmpty());
    }

    @Test
    void takesNoBridgeEntryForANeighbour() throws UnknownHostException {
        NetlinkMessage entry = NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, "192.0.2.1", REACHABLE, MAC)
                .message();
        entry.body().put(0, (byte) 7);
        assertFalse(tables.accept(entry));
    }

    @Test
    void usesNoAddressBeforeDuplicateDetection() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("2001:db8::1");
        tables.accept(NetlinkBytes.localAddress("2001:db8::1", 0x40).message());
        assertFalse(tables.isLocal(address), "tentative");
        tables.accept(NetlinkBytes.localAddress("2001:db8::1", 0x44).message());
        assertTrue(tables.isLocal(address), "optimistic");
    }

    @Test
    void takesTheLocalEndOfAPointToPointAddress() throws UnknownHostException {
        tables.accept(NetlinkBytes.localAddress("192.0.2.9", 0)
                .address(2, "192.0.2.1")
                .message());
        assertTrue(tables.isLocal(InetAddress.getByName("192.0.2.1")));
        assertFalse(tables.isLocal(InetAddress.getByName("192.0.2.9")));
    }
}
