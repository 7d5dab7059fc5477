package org.gatewatch.mqtt.internal;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * The TCP connection to the broker, with TLS inside when it is wanted. TLS is layered here and not by Paho so that
 * {@link #close()} always closes the TCP socket at once, even while TLS waits for a peer that does not read.
 *
 * <p>A read that fails is held back until the first packet was written. Paho starts its threads one by one and waits
 * for each to be running; one that already ended, because the broker hung up at once, would be waited for for ever
 * (eclipse-paho/paho.mqtt.java issue 850).
 */
final class BrokerSocket extends Socket {
    private static final int LONGEST_READ_MILLIS = 10_000;
    private static final int LONGEST_HOLD_SECONDS = 5;

    private final BrokerAddress broker;
    private final Optional<TlsSettings> tlsSettings;
    private final CountDownLatch firstWrite = new CountDownLatch(1);
    private volatile Optional<SSLSocket> tls = Optional.empty();
    private volatile boolean inUse;

    BrokerSocket(BrokerAddress broker, Optional<TlsSettings> tlsSettings) {
        this.broker = broker;
        this.tlsSettings = tlsSettings;
    }

    /** Paho has a read end after a second of silence, only to begin the next one; less often does as well. */
    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(Math.max(millis, LONGEST_READ_MILLIS));
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        super.connect(endpoint, timeoutMillis);
        setTcpNoDelay(true);
        if (tlsSettings.isPresent()) {
            super.setSoTimeout(timeoutMillis);
            tls = Optional.of(handshake(tlsSettings.get()));
        }
    }

    private SSLSocket handshake(TlsSettings settings) throws IOException {
        var socket = (SSLSocket) settings.sockets().createSocket(this, broker.host(), broker.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must name the host
        parameters.setApplicationProtocols(settings.applications().toArray(String[]::new));
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            throw new SSLException("TLS with " + broker + ": " + TlsProblem.of(e));
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (isShakingHands()) {
            return super.getInputStream();
        }
        return new HoldingInput(tls.isPresent() ? tls.get().getInputStream() : super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        if (isShakingHands()) {
            return super.getOutputStream(); // what TLS writes is not the first packet
        }
        try {
            return new NotingOutput(tls.isPresent() ? tls.get().getOutputStream() : super.getOutputStream());
        } catch (IOException e) {
            firstWrite.countDown(); // there will be none, and Paho gives up
            throw e;
        }
    }

    /** Whether the first packet was written. */
    boolean isInUse() {
        return inUse;
    }

    private boolean isShakingHands() {
        return tlsSettings.isPresent() && tls.isEmpty();
    }

    private void awaitFirstWrite() {
        try {
            if (!firstWrite.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS)) {
                firstWrite.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class HoldingInput extends FilterInputStream {
        HoldingInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return held(super::read);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return held(() -> super.read(target, offset, length));
        }

        @Override
        public int available() throws IOException {
            return held(super::available);
        }

        private int held(Read read) throws IOException {
            try {
                int result = read.run();
                if (result < 0) {
                    awaitFirstWrite();
                }
                return result;
            } catch (SocketTimeoutException e) { // silence is no failure
                throw e;
            } catch (IOException e) {
                awaitFirstWrite();
                throw e;
            }
        }
    }

    private final class NotingOutput extends FilterOutputStream {
        NotingOutput(OutputStream out) {
            super(out);
        }

        private void noteWrite() {
            inUse = true;
            firstWrite.countDown();
        }

        @Override
        public void write(int octet) throws IOException {
            noteWrite();
            out.write(octet);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            noteWrite();
            out.write(source, offset, length);
        }
    }

    @FunctionalInterface
    private interface Read {
        int run() throws IOException;
    }
}
