package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;

/** Makes the sockets of one connection, and ends it by closing them: the one way out that nothing can block. */
final class BrokerSockets extends SocketFactory {
    private final BrokerAddress broker;
    private final TlsSettings tls;
    private final Object lock = new Object();
    private final List<BrokerSocket> sockets = new ArrayList<>(); // guarded by lock
    private boolean aborted; // guarded by lock

    BrokerSockets(BrokerAddress broker, TlsSettings tls) {
        this.broker = broker;
        this.tls = tls;
    }

    @Override
    public Socket createSocket() throws IOException {
        synchronized (lock) {
            if (aborted) {
                throw new SocketException("connection given up");
            }
            var socket = new BrokerSocket(broker, broker.tls() ? Optional.of(tls) : Optional.empty());
            sockets.add(socket);
            return socket;
        }
    }

    /** Whether a packet was sent: then Paho has started all its threads. */
    boolean isInUse() {
        synchronized (lock) {
            return sockets.stream().anyMatch(BrokerSocket::isInUse);
        }
    }

    void abort() {
        synchronized (lock) {
            aborted = true;
            for (Socket socket : sockets) {
                close(socket);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not; whoever uses it learns that by an exception of its own.
        }
    }

    // Paho asks for unconnected sockets only.

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
