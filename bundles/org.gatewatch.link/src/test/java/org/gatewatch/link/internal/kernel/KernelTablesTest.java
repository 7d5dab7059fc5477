package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelTablesTest {
    private static final int INCOMPLETE = 1;
    private static final int REACHABLE = 2;
    private static final int STALE = 4;
    private static final int FAILED = 0x20;
    private static final String MAC = "020000000001";

    private final KernelTables tables = new KernelTables();

    private Change neighbour(int type, int state, String mac) {
        return tables.accept(
                NetlinkBytes.neighbour(type, 3, "192.0.2.1", state, mac).message());
    }

    private Neighbour neighbour() {
        return tables.neighbour(new NextHop(3, NetlinkBytes.ip("192.0.2.1")));
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

    @ParameterizedTest
    @CsvSource({
        "REACHABLE new neighbour, 2, 020000000001, NEIGHBOUR",
        "REACHABLE only aged,     4, 020000000002, NONE",
        "REACHABLE other address, 2, 020000000003, NEIGHBOUR",
        "lost,                   32, '',           NEIGHBOUR",
    })
    void noticesOtherAndLostNeighboursOnly(String name, int state, String mac, Change expected) {
        String before = name.contains("new") ? "" : "020000000002";
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, before.isEmpty() ? INCOMPLETE : REACHABLE, before);
        assertEquals(expected, neighbour(NetlinkMessage.NEW_NEIGHBOUR, state, mac));
    }

    @Test
    void noticesADeletedNeighbour() {
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, STALE, MAC);
        assertEquals(Change.NEIGHBOUR, neighbour(NetlinkMessage.DELETE_NEIGHBOUR, STALE, MAC));
        assertFalse(neighbour().valid());
    }

    @Test
    void remembersAFailureWhileTheKernelAsksAgain() {
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, INCOMPLETE, "");
        assertFalse(neighbour().failed());
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, FAILED, "");
        neighbour(NetlinkMessage.DELETE_NEIGHBOUR, FAILED, "");
        assertEquals(Change.NONE, neighbour(NetlinkMessage.NEW_NEIGHBOUR, INCOMPLETE, ""));
        assertTrue(neighbour().failed());
    }

    @Test
    void forgetsAFailureOfANeighbourThatIsBack() {
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, FAILED, "");
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, REACHABLE, MAC);
        neighbour(NetlinkMessage.NEW_NEIGHBOUR, INCOMPLETE, "");
        assertFalse(neighbour().failed());
    }

    @Test
    void takesNoBridgeEntryForANeighbour() {
        NetlinkMessage entry = NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, "192.0.2.1", REACHABLE, MAC)
                .message();
        entry.body().put(0, (byte) 7);
        assertEquals(Change.NONE, tables.accept(entry));
    }

    @Test
    void asksAgainForWhatItDoesNotKeep() {
        assertEquals(Change.ROUTE, tables.accept(NetlinkBytes.route(1).message()));
    }

    @Test
    void ignoresNewsOfAnInterfaceThatChangeNothing() {
        NetlinkBytes same = NetlinkBytes.device(3, "wan0", 0x41, 1, MAC);
        assertEquals(Change.INTERFACE, tables.accept(same.message()));
        assertEquals(Change.NONE, tables.accept(same.message()));
    }

    @Test
    void forgetsADeletedInterfaceAndItsAddresses() {
        tables.accept(NetlinkBytes.device(3, "wan0", 0x41, 1, MAC).message());
        tables.accept(NetlinkBytes.localAddress(3, "192.0.2.9", 0).message());
        assertEquals(
                Change.INTERFACE,
                tables.accept(NetlinkBytes.device(NetlinkMessage.DELETE_LINK, 3, "wan0")
                        .message()));
        assertTrue(tables.device("wan0").isEmpty() && tables.device(3).isEmpty());
        assertFalse(tables.isLocal(NetlinkBytes.ip("192.0.2.9")));
    }

    @Test
    void keepsAnInterfaceThatLeftABridge() {
        tables.accept(NetlinkBytes.device(3, "wan0", 0x41, 1, MAC).message());
        tables.accept(NetlinkBytes.localAddress(3, "192.0.2.9", 0).message());
        NetlinkMessage left =
                NetlinkBytes.device(NetlinkMessage.DELETE_LINK, 3, "wan0").message();
        left.body().put(0, (byte) 7);
        assertEquals(Change.NONE, tables.accept(left));
        assertTrue(tables.device(3).isPresent() && tables.isLocal(NetlinkBytes.ip("192.0.2.9")));
    }

    @Test
    void findsTheNewInterfaceOfAnOldName() {
        tables.accept(NetlinkBytes.device(3, "tun0", 0x41, 1, MAC).message());
        tables.accept(NetlinkBytes.device(4, "tun0", 0x41, 1, MAC).message());
        tables.accept(NetlinkBytes.device(NetlinkMessage.DELETE_LINK, 3, "tun0").message());
        assertEquals(4, tables.device("tun0").orElseThrow().index());
    }

    @Test
    void findsARenamedInterfaceByItsNewName() {
        tables.accept(NetlinkBytes.device(3, "eth0", 0x41, 1, MAC).message());
        tables.accept(NetlinkBytes.device(3, "wan0", 0x41, 1, MAC).message());
        assertTrue(tables.device("eth0").isEmpty());
        assertEquals(3, tables.device("wan0").orElseThrow().index());
    }

    @Test
    void forgetsADeletedAddress() {
        tables.accept(NetlinkBytes.localAddress(3, "192.0.2.9", 0).message());
        NetlinkBytes deleted = NetlinkBytes.address(NetlinkMessage.DELETE_ADDRESS, 3, "192.0.2.9", 0);
        assertEquals(Change.INTERFACE, tables.accept(deleted.message()));
        assertFalse(tables.isLocal(NetlinkBytes.ip("192.0.2.9")));
        assertEquals(Change.NONE, tables.accept(deleted.message()), "was not there");
    }

    @Test
    void usesNoAddressBeforeDuplicateDetection() {
        InetAddress address = NetlinkBytes.ip("2001:db8::1");
        tables.accept(NetlinkBytes.localAddress(3, "2001:db8::1", 0x40).message());
        assertFalse(tables.isLocal(address), "tentative");
        tables.accept(NetlinkBytes.localAddress(3, "2001:db8::1", 0x44).message());
        assertTrue(tables.isLocal(address), "optimistic");
    }

    @Test
    void takesTheLocalEndOfAPointToPointAddress() {
        tables.accept(NetlinkBytes.localAddress(3, "192.0.2.9", 0)
                .address(2, "192.0.2.1")
                .message());
        assertTrue(tables.isLocal(NetlinkBytes.ip("192.0.2.1")));
        assertFalse(tables.isLocal(NetlinkBytes.ip("192.0.2.9")));
    }
}
