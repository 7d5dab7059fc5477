package org.gatewatch.snmp.internal.ike;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks strongSwan's charon for its security associations, once. Each packet has its length before it. */
final class Vici implements AutoCloseable {
    private static final int CMD_REQUEST = 0;
    private static final int CMD_RESPONSE = 1;
    private static final int EVENT_REGISTER = 3;
    private static final int EVENT_CONFIRM = 5;
    private static final int EVENT = 7;
    private static final int MAX_PACKET_OCTETS = 512 * 1024;

    private final SocketChannel socket;
    private final Selector selector;
    private final long deadlineNanos;

    Vici(Path path, long millis) throws IOException {
        deadlineNanos = System.nanoTime() + millis * 1_000_000;
        socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
            socket.configureBlocking(false);
            selector = Selector.open();
            socket.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    List<Tunnel> tunnels() throws IOException {
        send(EVENT_REGISTER, "list-sa");
        if (receive().get() != EVENT_CONFIRM) {
            throw new ProtocolException("the IKE daemon has no list of security associations");
        }
        send(CMD_REQUEST, "list-sas");
        var tunnels = new ArrayList<Tunnel>();
        while (true) {
            var packet = receive();
            int type = packet.get();
            if (type == CMD_RESPONSE) {
                return tunnels;
            }
            if (type != EVENT) {
                throw new ProtocolException("the IKE daemon answers with a packet of type " + type);
            }
            packet.position(packet.position() + 1 + packet.get(packet.position()));
            for (Object sa : ViciMessage.decode(packet).values()) {
                if (sa instanceof Map<?, ?> fields) {
                    @SuppressWarnings("unchecked") // decode makes no other maps
                    var texts = (Map<String, Object>) fields;
                    tunnels.add(Tunnel.of(texts));
                }
            }
        }
    }

    private void send(int type, String name) throws IOException {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        var packet = ByteBuffer.allocate(4 + 2 + octets.length)
                .putInt(2 + octets.length)
                .put((byte) type)
                .put((byte) octets.length)
                .put(octets)
                .flip();
        // a few octets into a buffer that is empty
        socket.write(packet);
    }

    private ByteBuffer receive() throws IOException {
        int octets = read(4).getInt();
        if (octets < 1 || octets > MAX_PACKET_OCTETS) {
            throw new ProtocolException("the IKE daemon sends a packet of " + octets + " octets");
        }
        return read(octets);
    }

    private ByteBuffer read(int octets) throws IOException {
        var buffer = ByteBuffer.allocate(octets);
        while (buffer.hasRemaining()) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new IOException("the IKE daemon does not answer");
            }
            if (socket.read(buffer) < 0) {
                throw new EOFException("the IKE daemon closed the connection");
            }
            if (buffer.hasRemaining()) {
                selector.select(leftMillis);
                selector.selectedKeys().clear();
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        socket.close();
    }
}
