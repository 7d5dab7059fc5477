package org.gatewatch.snmp.internal.agentx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatewatch.snmp.internal.Served;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.VariableBinding;

/**
 * Serves our tables through the snmpd of this host. Its one thread connects, registers and answers; when the master goes
 * it tries again twice a second, and logs when that begins and ends.
 */
public final class Subagent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subagent.class);
    private static final long RETRY_MILLIS = 500;
    private static final long PING_MILLIS = 15_000;
    private static final long STOP_WITHIN_MILLIS = 900;

    private final Path socket;
    private final Introduction us;
    private final Served tables;
    private final Outbox notifications;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gatewatch-snmp-agentx");
    private volatile Optional<MasterChannel> master = Optional.empty();
    private boolean failing; // of the thread alone

    /**
     * @param socket of the master agent
     * @param us how we introduce ourselves
     * @param tables what the master is to serve
     * @param notifications what the master is to send
     */
    public Subagent(Path socket, Introduction us, Served tables, Outbox notifications) {
        this.socket = socket;
        this.us = us;
        this.tables = tables;
        this.notifications = notifications;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Tells that the queue has grown. */
    public void wake() {
        master.ifPresent(MasterChannel::wake);
    }

    /** Whether the master serves our tables now. */
    public boolean isConnected() {
        return master.isPresent();
    }

    /** Notifications that wait. Thread-safe. */
    public interface Outbox {
        /** The oldest, which stays until it is done. */
        Optional<List<VariableBinding>> next();

        /** It was handed over, or refused for good. */
        void done(List<VariableBinding> notification, boolean accepted);
    }

    private void run() {
        while (!isStopped()) {
            try {
                serve();
            } catch (Exception e) {
                failed(e);
            } catch (Error e) {
                LOG.error("thread-ended: AgentX subagent ends until it is started anew", e);
                throw e;
            }
            pause();
        }
    }

    private void failed(Exception cause) {
        if (!failing && !isStopped()) {
            Throwable stack = cause instanceof IOException ? null : cause;
            LOG.warn("agentx-lost: AgentX {}: {}; trying again twice a second", socket, cause.toString(), stack);
            failing = true;
        }
    }

    private void serve() throws IOException {
        try (var channel = new MasterChannel(socket)) {
            var session = new Session(channel, tables);
            session.open(us);
            master = Optional.of(channel);
            failing = false;
            LOG.info("agentx-connected: SNMP tables are served through the master agent at {}", socket);
            deliver(session);
            while (!isStopped()) {
                boolean heard = session.serve(PING_MILLIS);
                boolean said = deliver(session);
                if (!heard && !said && !isStopped()) {
                    session.ping();
                }
            }
            session.close();
        } finally {
            master = Optional.empty();
        }
    }

    /** What cannot be handed over because the master goes away stays in the queue. */
    private boolean deliver(Session session) throws IOException {
        boolean said = false;
        for (var next = notifications.next(); next.isPresent(); next = notifications.next()) {
            notifications.done(next.get(), session.notify(next.get()));
            said = true;
        }
        return said;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void close() {
        stopped.countDown();
        wake();
        try {
            thread.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // nobody interrupts this thread; if somebody does, it is to end it
            stopped.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
