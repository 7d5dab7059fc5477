package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.gatewatch.api.Source;
import org.gatewatch.link.internal.kernel.KernelTables;
import org.gatewatch.link.internal.kernel.NetlinkBytes;
import org.gatewatch.link.internal.kernel.NetlinkMessage;
import org.junit.jupiter.api.Test;

/** A million mutated messages, always the same ones: no exception escapes, and what is well-formed still gets through. */
final class NetlinkFuzzTest {
    private static final int ROUNDS = 1_000_000;
    private static final int SEED = 3549;
    private static final String MAC = "020000000001";
    private static final InetAddress DESTINATION = NetlinkBytes.ip("203.0.113.1");

    private final Random random = new Random(SEED);
    private final KernelTables tables = new KernelTables();
    private final RouteResolver resolver = new RouteResolver(tables);
    private final FollowedPaths paths = new FollowedPaths(() -> {});
    private final LivePath path = new LivePath(DESTINATION, new Source.Any(), 0, paths);
    private int readMessages;

    private static List<byte[]> corpus() {
        return List.of(
                NetlinkBytes.device(3, "wan0", 0x41, 1, MAC).bytes(),
                NetlinkBytes.device(NetlinkMessage.DELETE_LINK, 3, "wan0").bytes(),
                NetlinkBytes.localAddress(3, "192.0.2.1", 0).bytes(),
                NetlinkBytes.localAddress(3, "2001:db8::1", 0x40).bytes(),
                NetlinkBytes.neighbour(NetlinkMessage.NEW_NEIGHBOUR, 3, "192.0.2.1", 2, MAC)
                        .bytes(),
                NetlinkBytes.neighbour(NetlinkMessage.DELETE_NEIGHBOUR, 3, "2001:db8::1", 32, "")
                        .bytes(),
                NetlinkBytes.route(1)
                        .number(4, 3)
                        .address(7, "192.0.2.1")
                        .address(5, "192.0.2.2")
                        .bytes(),
                NetlinkBytes.route(1)
                        .number(4, 3)
                        .address(7, "192.0.2.1")
                        .attribute(18, new byte[18])
                        .bytes(),
                new NetlinkBytes(NetlinkMessage.ERROR, 1, "9bffffff").bytes());
    }

    /** Changes some bytes, mostly of lengths and types, and sometimes cuts off the end. */
    private int mutate(byte[] message) {
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 32);
        }
        return random.nextInt(4) == 0 ? random.nextInt(message.length + 1) : message.length;
    }

    private void read(NetlinkMessage message) {
        readMessages++;
        tables.accept(message);
        resolver.bearing(path, message);
    }

    @Test
    void survivesAMillionMutatedMessages() {
        List<byte[]> corpus = corpus();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] message = corpus.get(i % corpus.size()).clone();
            int length = mutate(message);
            NetlinkMessage.forEach(message, length, this::read);
        }
        assertTrue(readMessages > ROUNDS / 2, "most must be more than noise: " + readMessages);
    }
}
