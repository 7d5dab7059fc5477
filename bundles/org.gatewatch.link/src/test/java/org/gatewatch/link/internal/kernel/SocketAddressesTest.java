package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SocketAddressesTest {
    @BeforeEach
    void needLittleEndian() {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "written for amd64 and arm64");
    }

    private static String written(String address, int scope) {
        return HexFormat.of().formatHex(SocketAddresses.of(NetlinkBytes.ip(address), scope));
    }

    @Test
    void writesAnIpv4Address() {
        assertEquals("0200" + "0000" + "c0000201" + "00".repeat(8), written("192.0.2.1", 9));
    }

    @Test
    void writesAnIpv6AddressWithItsScope() {
        String address = "fe800000000000000000000000000001";
        assertEquals("0a00" + "0000" + "00000000" + address + "03000000", written("fe80::1", 3));
    }
}
