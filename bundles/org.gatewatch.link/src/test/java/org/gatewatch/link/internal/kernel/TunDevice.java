package org.gatewatch.link.internal.kernel;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A TUN device of this thread's namespace, with carrier until it is closed; then it is gone. */
public final class TunDevice implements AutoCloseable {
    private static final long TUNSETIFF = 0x400454caL;
    private static final long TUNSETLINK = 0x400454cdL;
    private static final short TUN_WITHOUT_PACKET_INFORMATION = 0x1001;
    private static final int NAME_BYTES = 16;

    private final int descriptor = Calls.open("/dev/net/tun", Calls.READ_WRITE | Calls.NONBLOCK);

    /**
     * Makes a device with an address and sets it up.
     *
     * @param hardwareType ARPHRD_…
     */
    public TunDevice(String name, String address, int hardwareType) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
        request.put(name.getBytes(StandardCharsets.US_ASCII)).position(NAME_BYTES);
        request.putShort(TUN_WITHOUT_PACKET_INFORMATION);
        check(Calls.ioctl(descriptor, TUNSETIFF, request.array()));
        check(Calls.ioctl(descriptor, TUNSETLINK, (long) hardwareType));
        Namespaces.run("ip address add " + address + " dev " + name, "ip link set " + name + " up");
    }

    /** The next IPv4 packet that the host sent into the tunnel. */
    public Optional<byte[]> packet() {
        byte[] buffer = new byte[2048];
        int length = (int) Calls.read(descriptor, buffer, buffer.length);
        boolean four = length > 0 && buffer[0] >> 4 == 4;
        return four ? Optional.of(Arrays.copyOf(buffer, length)) : Optional.empty();
    }

    @Override
    public void close() {
        Calls.close(descriptor);
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("tun: errno " + Native.getLastError());
        }
    }
}
