package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.TransportStateReference;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.AbstractTransportMapping;

/**
 * A UDP socket that SNMP4J answers through. SNMP4J's own transport takes its thread's name and factory from static
 * settings, ends for good at some errors, and may come back bound to every address; this one leaves thread and recovery
 * to its owner.
 */
final class UdpTransport extends AbstractTransportMapping<UdpAddress> {
    /** Largest message taken or made. SNMP4J's default allocates 64 KiB per packet (measured). */
    static final int MAX_MESSAGE_OCTETS = 16_384;

    /** A flood of 10,000 a second fills Linux' default within 28 ms, and then drops what others ask. */
    private static final int RECEIVE_BUFFER_OCTETS = 1 << 20;

    private final DatagramSocket socket;
    private final byte[] received = new byte[MAX_MESSAGE_OCTETS];

    UdpTransport(InetSocketAddress listen) throws IOException {
        socket = new DatagramSocket(listen);
        // the kernel gives less: twice net.core.rmem_max at most
        socket.setReceiveBufferSize(RECEIVE_BUFFER_OCTETS);
        maxInboundMessageSize = MAX_MESSAGE_OCTETS;
    }

    /** Waits for one message and has it answered; fails when the socket is broken or closed. */
    void receive(MessageDispatcher dispatcher) throws IOException {
        var packet = new DatagramPacket(received, received.length);
        socket.receive(packet);
        var sender = new UdpAddress(packet.getAddress(), packet.getPort());
        var state = new TransportStateReference(
                this, sender, null, SecurityLevel.undefined, SecurityLevel.undefined, false, socket);
        dispatcher.processMessage(this, sender, ByteBuffer.wrap(received, 0, packet.getLength()), state);
    }

    /** Waits so long for one message; fails when the socket is broken or closed. */
    void receive(MessageDispatcher dispatcher, long millis) throws IOException {
        socket.setSoTimeout((int) millis);
        try {
            receive(dispatcher);
        } catch (SocketTimeoutException e) {
            // nothing came: the caller sees it
        }
    }

    @Override
    public void sendMessage(
            UdpAddress address, byte[] message, TransportStateReference state, long timeoutMillis, int maxRetries)
            throws IOException {
        socket.send(new DatagramPacket(message, message.length, address.getInetAddress(), address.getPort()));
    }

    InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public Class<? extends Address> getSupportedAddressClass() {
        return UdpAddress.class;
    }

    @Override
    public UdpAddress getListenAddress() {
        return new UdpAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void listen() {
        // bound since it was made; its owner calls receive
    }

    @Override
    public boolean isListening() {
        return !socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public String toString() {
        var local = localAddress();
        return "udp:" + local.getAddress().getHostAddress() + ", port " + local.getPort();
    }
}
