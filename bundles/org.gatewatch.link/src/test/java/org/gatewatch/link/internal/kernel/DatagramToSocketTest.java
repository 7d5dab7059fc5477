package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** That systemd hears it is tested with systemd: distribution/test-packages.sh. */
class DatagramToSocketTest {
    private static final String UNIX = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "0100" : "0001";

    @Test
    void endsAPathWithAZeroOctet() {
        assertEquals(UNIX + "2f6100", HexFormat.of().formatHex(DatagramToSocket.address("/a")));
    }

    @Test
    void beginsAnAbstractNameWithAZeroOctet() {
        assertEquals(UNIX + "0061", HexFormat.of().formatHex(DatagramToSocket.address("@a")));
    }

    @Test
    void saysThatNobodyListens() {
        assertFalse(DatagramToSocket.send("/nonexistent/notify", "READY=1"));
    }
}
