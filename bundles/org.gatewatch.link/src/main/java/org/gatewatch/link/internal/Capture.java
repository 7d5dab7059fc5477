package org.gatewatch.link.internal;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatewatch.link.PacketReceiver;
import org.gatewatch.link.internal.kernel.NativeAccess;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;
import org.pcap4j.packet.namednumber.DataLinkType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what {@link CaptureFilter} lets in on all interfaces with one thread. The "any" device outlives interfaces that come and go, and a handle that
 * never sends also sees what this host sends.
 */
public final class Capture implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
    private static final int LINUX_SLL2 = 276;
    /**
     * Whole packets, or nobody could check their sums. The longest is a probe's that nothing fragments: SLL2 20, IP with
     * all options 60, TCP 24 and 8500 of payload. In libpcap's blocks (TPACKET_V3) a packet takes its own length, so
     * that short ones cost no more.
     */
    private static final int SNAPLEN_BYTES = 9_216;
    /**
     * The kernel hands over a block when it is full or this old. It delays what we know, never what we measure; the
     * engine's decision slack (250 ms) must be longer.
     */
    private static final int BATCH_MILLIS = 100;

    private static final long FIRST_RETRY_MILLIS = 200;
    private static final long LAST_RETRY_MILLIS = 5_000;
    private static final long STOP_MILLIS = 1_000;
    private static final Set<Thread.State> WITHOUT_END = EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING);

    private final int bufferBytes;
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** pcap_stats changes the handle's own counters; never taken by the loop that captures. */
    private final Object missedLock = new Object();

    private long missedBefore; // guarded by missedLock
    private final Sll2Packet packet = new Sll2Packet();
    private final Thread thread = new Thread(this, "gatewatch-capture");
    private volatile boolean waitedWhenAsked;
    private volatile PcapHandle current;
    /** Replaced as a whole, so that the loop over it allocates no iterator. */
    private volatile PacketReceiver[] receivers = new PacketReceiver[0];

    public Capture(int bufferBytes) {
        this.bufferBytes = bufferBytes;
        thread.setContextClassLoader(Capture.class.getClassLoader());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
        breakLoop(current);
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void add(PacketReceiver receiver) {
        List<PacketReceiver> next = new ArrayList<>(Arrays.asList(receivers));
        next.add(receiver);
        receivers = next.toArray(PacketReceiver[]::new);
    }

    synchronized void remove(PacketReceiver receiver) {
        List<PacketReceiver> next = new ArrayList<>(Arrays.asList(receivers));
        next.remove(receiver);
        receivers = next.toArray(PacketReceiver[]::new);
    }

    /** Whether a packet that is sent now would be captured. */
    boolean running() {
        return current != null;
    }

    /**
     * Whether its thread lives and does not hang; it captures, or tries to again and again. To be asked every some seconds: a
     * thread that waits without end when asked twice hangs, for what it waits for is the kernel, which does not count.
     */
    boolean alive() {
        boolean waits = WITHOUT_END.contains(thread.getState());
        boolean hangs = waits && waitedWhenAsked;
        waitedWhenAsked = waits;
        return thread.isAlive() && !hangs;
    }

    long packetsMissed() {
        synchronized (missedLock) {
            return missedBefore + (current == null ? 0 : missed(current));
        }
    }

    @Override
    public void run() {
        long retryMillis = FIRST_RETRY_MILLIS;
        String lastProblem = "";
        while (stopped.getCount() > 0) {
            long startNanos = System.nanoTime();
            String problem = attempt();
            if (stopped.getCount() == 0) {
                return;
            }
            if (System.nanoTime() - startNanos > TimeUnit.MILLISECONDS.toNanos(LAST_RETRY_MILLIS)) {
                retryMillis = FIRST_RETRY_MILLIS; // it had worked in between
                lastProblem = "";
            }
            if (!problem.equals(lastProblem)) {
                LOG.warn("capture-stopped: not capturing, so nothing is sent; trying again by itself: {}", problem);
                lastProblem = problem;
            }
            pause(retryMillis);
            retryMillis = Math.min(2 * retryMillis, LAST_RETRY_MILLIS);
        }
    }

    private String attempt() {
        try {
            return NativeAccess.problem().or(this::captureUntilBroken).orElse("");
        } catch (RuntimeException e) {
            return e.toString(); // top of the thread's loop
        } catch (Error e) {
            LOG.error("capture-failed: not capturing, so nothing is sent, until Gatewatch is started anew", e);
            throw e;
        }
    }

    /** Captures until told to stop or until the device fails. Returns why it ended. */
    private Optional<String> captureUntilBroken() {
        try (PcapHandle handle = open()) {
            current = handle; // before stopped is read: stop() does it the other way round, so one of us notices
            try {
                if (stopped.getCount() > 0) {
                    LOG.info("capture-started: capturing on all interfaces");
                    handle.loop(-1, (RawPacketListener) data -> received(handle, data));
                }
            } finally {
                synchronized (missedLock) {
                    missedBefore += missed(handle) + 1; // and nobody knows what comes until the next one is open
                    current = null;
                }
            }
        } catch (PcapNativeException | NotOpenException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // pcap4j's word for breakLoop(); the thread itself was not interrupted
            return Optional.of("interrupted");
        }
        return Optional.of("ended");
    }

    private PcapHandle open() throws PcapNativeException, NotOpenException {
        PcapHandle handle = new PcapHandle.Builder("any")
                .snaplen(SNAPLEN_BYTES)
                .bufferSize(bufferBytes)
                .timeoutMillis(BATCH_MILLIS)
                .timestampPrecision(TimestampPrecision.NANO)
                .build();
        try {
            handle.setDlt(DataLinkType.getInstance(LINUX_SLL2));
            handle.setFilter(CaptureFilter.EXPRESSION, BpfCompileMode.OPTIMIZE);
            return handle;
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw e;
        }
    }

    private void received(PcapHandle handle, byte[] data) {
        Timestamp stamp = handle.getTimestamp();
        long seconds = Math.floorDiv(stamp.getTime(), 1_000L);
        handOut(data, seconds * 1_000_000_000L + stamp.getNanos());
    }

    /** Our part of hearing a packet: allocates nothing. */
    void handOut(byte[] data, long stampNanos) {
        if (packet.wrap(data, stampNanos)) {
            for (PacketReceiver receiver : receivers) {
                receiver.received(packet);
            }
        }
    }

    private void pause(long millis) {
        try {
            boolean unused = stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped.countDown(); // nobody else interrupts this thread
        }
    }

    private static long missed(PcapHandle handle) {
        try {
            return Integer.toUnsignedLong((int) handle.getStats().getNumPacketsDropped());
        } catch (PcapNativeException | NotOpenException e) {
            return 0; // closed at this moment: its count is in missedBefore, or about to be
        }
    }

    private static void breakLoop(PcapHandle handle) {
        if (handle == null) {
            return;
        }
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            // it has ended by itself, which is what we want
        }
    }
}
