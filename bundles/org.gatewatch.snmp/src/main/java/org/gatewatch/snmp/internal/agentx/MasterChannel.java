package org.gatewatch.snmp.internal.agentx;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** The connection to the master agent, read and written by one thread that any other may wake. */
final class MasterChannel implements Closeable {
    private static final long WRITE_MILLIS = 5_000;
    private static final int READ_OCTETS = 65_536;

    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    /** What has been received and not been taken yet; in the state of a buffer that is read from. */
    private ByteBuffer received = ByteBuffer.allocate(READ_OCTETS).limit(0);

    MasterChannel(Path path) throws IOException {
        socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
            socket.configureBlocking(false);
            selector = Selector.open();
            key = socket.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The next PDU; empty when the time is over before it came, or {@link #wake} was called. */
    Optional<Pdu> receive(long millis) throws IOException {
        Optional<Pdu> whole = taken();
        if (whole.isPresent()) {
            return whole;
        }
        selector.select(Math.max(1, millis));
        selector.selectedKeys().clear();
        received.compact();
        int read = socket.read(received);
        received.flip();
        if (read < 0) {
            throw new EOFException("the master agent closed the connection");
        }
        return taken();
    }

    private Optional<Pdu> taken() throws IOException {
        if (received.remaining() < Pdu.HEADER_OCTETS) {
            return Optional.empty();
        }
        var header = received.slice(received.position(), Pdu.HEADER_OCTETS);
        int octets = Pdu.payloadOctets(header);
        int whole = Pdu.HEADER_OCTETS + octets;
        if (received.remaining() < whole) {
            if (received.capacity() < whole) {
                received = ByteBuffer.allocate(whole).put(received).flip();
            }
            return Optional.empty();
        }
        // a copy, for the next PDU may arrive over it
        byte[] payload = new byte[octets];
        received.get(received.position() + Pdu.HEADER_OCTETS, payload);
        var pdu = Pdu.of(header, ByteBuffer.wrap(payload));
        received.position(received.position() + whole);
        return Optional.of(pdu);
    }

    void send(ByteBuffer pdu) throws IOException {
        socket.write(pdu);
        while (pdu.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
            boolean ready = selector.select(WRITE_MILLIS) > 0;
            selector.selectedKeys().clear();
            key.interestOps(SelectionKey.OP_READ);
            if (socket.write(pdu) == 0 && !ready) {
                throw new IOException("the master agent has not read for " + WRITE_MILLIS + " ms");
            }
        }
    }

    /** Ends a {@link #receive} of the thread, now or the next time. */
    void wake() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        socket.close();
    }
}
