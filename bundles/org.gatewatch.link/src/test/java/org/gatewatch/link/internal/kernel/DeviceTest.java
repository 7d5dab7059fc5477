package org.gatewatch.link.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.gatewatch.link.internal.kernel.Device.Framing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceTest {
    private static final int UP = 0x1;
    private static final int RUNNING = 0x40;
    private static final int NO_ARP = 0x80;
    private static final String MAC = "020000000001";

    private static Device device(int flags, int hardwareType) {
        return Device.of(
                NetlinkBytes.device(3, "dev0", flags, hardwareType, MAC).message());
    }

    @ParameterizedTest
    @CsvSource({
        "Ethernet,                1, 0x43, ETHERNET",
        "Ethernet without ARP,    1, 0xc3, ETHERNET",
        "TUN and XFRM,        65534, 0xd1, BARE",
        "IPIP,                  768, 0xd1, BARE",
        "IP6TNL,                769, 0xd1, BARE",
        "raw IP,                519, 0xc1, BARE",
        "PPP,                   512, 0xd1, KERNEL",
        "GRE,                   778, 0xc1, KERNEL",
        "SIT,                   776, 0xc1, KERNEL",
        "InfiniBand,             32, 0x43, UNKNOWN",
        "loopback as a unicast, 772, 0x49, UNKNOWN",
    })
    void knowsWhoMakesItsFrames(String name, int hardwareType, String flags, Framing framing) {
        assertEquals(framing, device(Integer.decode(flags), hardwareType).framing(), name);
    }

    @ParameterizedTest
    @CsvSource({"1, 0x43, true", "1, 0xc3, false", "65534, 0x41, false", "512, 0x51, false"})
    void usesNeighboursOnEthernetWithArp(int hardwareType, String flags, boolean used) {
        assertEquals(used, device(Integer.decode(flags), hardwareType).usesNeighbours());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "64, false", "65, true"})
    void runsWhenItIsUpAndHasCarrier(int flags, boolean running) {
        assertEquals(running, device(flags, 1).running());
    }

    @Test
    void readsWhatTheKernelTells() {
        Mac mac = new Mac(0x020000000001L, 6);
        assertEquals(new Device(3, "dev0", UP | RUNNING | NO_ARP, 1, 1400, mac), device(UP | RUNNING | NO_ARP, 1));
    }

    @Test
    void writesAMacWithItsLeadingZeros() {
        byte[] bytes = new Mac(1, 6).bytes();
        assertEquals("000000000001", HexFormat.of().formatHex(bytes));
    }

    @Test
    void hasNoMacWhereItIsLongerThanEightBytes() {
        byte[] infiniBand = new byte[20];
        assertEquals(Mac.NONE, Mac.of(ByteBuffer.wrap(infiniBand)));
    }
}
