package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.report.ReporterStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.MessageDispatcher;

/**
 * The agent's one thread: makes the engine, binds the port and answers one request after the other, so that SNMP never
 * takes more than one core. What fails is tried again, with growing pauses, and logged when it begins and ends.
 */
final class SnmpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnmpServer.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long STOP_WITHIN_MILLIS = 900;

    private final InetSocketAddress listen;
    private final Path folder;
    private final EngineStart engine;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<UdpTransport> transport = Optional.empty();
    private volatile String problem = "";
    private Optional<MessageDispatcher> dispatcher = Optional.empty(); // of the thread alone
    private boolean failing; // of the thread alone
    private long pauseMillis = FIRST_PAUSE_MILLIS; // of the thread alone

    /** Makes the engine from its state; fails when something on the disk is missing. */
    @FunctionalInterface
    interface EngineStart {
        MessageDispatcher start(EngineState state) throws IOException;
    }

    /**
     * @param folder keeps the engine's state
     * @param engine makes the engine from its state
     */
    SnmpServer(InetSocketAddress listen, Path folder, EngineStart engine) {
        this.listen = listen;
        this.folder = folder;
        this.engine = engine;
        this.thread = new Thread(this::run, "gatewatch-snmp-agent");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Where requests are taken; empty as long as the port cannot be had. */
    Optional<InetSocketAddress> localAddress() {
        return transport.map(UdpTransport::localAddress);
    }

    /** Whether requests can be made, and why not. */
    ReporterStatus status() {
        String address = listen.getAddress().getHostAddress() + ":" + listen.getPort();
        return new ReporterStatus("snmp", "udp:" + address, transport.isPresent(), problem, 0, 0);
    }

    private void run() {
        while (!isStopped()) {
            try {
                serve();
            } catch (Exception e) {
                failed(e);
            } catch (Error e) {
                LOG.error("thread-ended: SNMP agent ends until it is started anew", e);
                throw e;
            }
            pause();
        }
    }

    private void failed(Exception cause) {
        problem = String.valueOf(cause.getMessage());
        if (!failing && !isStopped()) {
            LOG.warn(
                    "snmp-closed: SNMP agent on {}: {}; trying again until it works",
                    listen,
                    cause.toString(),
                    stackOf(cause));
            failing = true;
            pauseMillis = FIRST_PAUSE_MILLIS;
        }
    }

    /** What a host does to us needs no stack; what is our own fault does. */
    private static Throwable stackOf(Exception cause) {
        return cause instanceof IOException ? null : cause;
    }

    private void serve() throws IOException {
        if (dispatcher.isEmpty()) {
            dispatcher = Optional.of(engine.start(EngineState.boot(folder)));
        }
        try (var socket = new UdpTransport(listen)) {
            transport = Optional.of(socket);
            failing = false;
            problem = "";
            LOG.info("snmp-open: SNMP agent listens on {}", socket);
            while (!isStopped()) {
                socket.receive(dispatcher.get());
            }
        } finally {
            transport = Optional.empty();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** A socket opened just after this looked is closed by the loop, which looks again before it receives. */
    @Override
    public void close() {
        stopped.countDown();
        transport.ifPresent(UdpTransport::close);
        try {
            thread.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            stopped.await(pauseMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // nobody interrupts this thread; if somebody does, it is to end it
            stopped.countDown();
            Thread.currentThread().interrupt();
        }
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }
}
